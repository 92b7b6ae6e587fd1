/**
 * Contract tests of storages, for whoever writes one: subclass {@link org.freshet.testkit.storage.StorageContract}, say how to
 * make the provider and a root, and run it with JUnit 5. The suite heeds the provider's {@link org.freshet.storage.Traits}: one
 * that takes whole pieces gets whole pieces, one that appends gets them in order.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package org.freshet.testkit.storage;
