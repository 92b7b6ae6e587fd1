/**
 * What tracker clients share: an exchange that ends in time and on its loop, a check of the addresses that trackers name, words of
 * trackers made fit for messages. Plain classes for whoever writes a tracker client; nobody has to use them.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package org.freshet.discovery.support;
