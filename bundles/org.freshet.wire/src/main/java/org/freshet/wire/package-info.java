/**
 * The BitTorrent peer protocol as Netty handlers: the handshake and messages of BEP 3, 5, 6, 10 and 52, the payloads of
 * BEP 9, 10 and 54 that every session speaks, and the small computations peers must agree on (BEP 6 allowed-fast sets,
 * BEP 20 peer ids, BEP 40 priorities). Nothing here knows a torrent, a storage or a socket: bytes on one side of a
 * pipeline, {@link org.freshet.wire.PeerMessage} records on the other.
 */
@Export
@Version("1.0.0")
package org.freshet.wire;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
