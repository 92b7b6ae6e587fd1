/**
 * An embeddable HTTP tracker that keeps everything in memory (BEP 3, 7, 23, 24, 48). See
 * {@link org.freshet.tracker.server.TrackerServer}.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package org.freshet.tracker.server;
