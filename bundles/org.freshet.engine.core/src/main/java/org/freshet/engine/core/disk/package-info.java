/**
 * Between the event loop and the storages: threads for input and output, hashing of blocks as they arrive, the check of data that is
 * there. What stands on which thread: {@link org.freshet.engine.core.disk.PieceStore}'s methods and events are the event loop's;
 * everything else here runs on the torrent's I/O executor, one task at a time.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package org.freshet.engine.core.disk;
