/**
 * One torrent: from its record in the list, over its metadata and the check of its data, to the traffic of its pieces. Everything runs
 * on the session's event loop; {@link org.freshet.engine.core.torrent.CoreTorrent} is the face that other threads see.
 */
package org.freshet.engine.core.torrent;
