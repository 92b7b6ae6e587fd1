/**
 * What holds the bytes of torrents: piece-addressed storages, their providers and their traits. A plugin provides a
 * {@link org.freshet.storage.StorageProvider} as an OSGi service. Verifying pieces is the engine's work; a storage keeps bytes.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package org.freshet.storage;
