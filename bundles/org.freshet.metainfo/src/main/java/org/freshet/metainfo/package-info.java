/**
 * What a torrent is before anything is transferred: torrent files (BEP 3, 12, 19, 27, 47, 52), magnet links (BEP 9, 53), info
 * hashes, the layout of pieces over files, and the making of new torrents. Plain Java without dependencies; all values are
 * immutable and may be shared between threads. Everything read here is taken to be hostile.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.1.0")
package org.freshet.metainfo;
