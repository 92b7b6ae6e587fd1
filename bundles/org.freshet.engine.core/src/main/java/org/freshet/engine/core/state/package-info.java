/**
 * What survives the process: the torrent list, their metainfo, and what is known of their data, in one crash-safe file a profile.
 * Records are small; metainfo and piece bits are read only when a torrent needs them.
 */
package org.freshet.engine.core.state;
