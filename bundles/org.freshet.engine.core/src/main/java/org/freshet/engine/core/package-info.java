/**
 * The engine: a session of torrents over transports, storages and trackers that it is given as {@link org.freshet.engine.core.Providers}
 * and that may come and go. Plain Java and Netty; knows no OSGi. All of it lives on one event loop, the session's; disks and hashing
 * have threads of their own.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package org.freshet.engine.core;
