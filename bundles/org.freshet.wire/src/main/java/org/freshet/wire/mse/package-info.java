/**
 * Message Stream Encryption (MSE/PE, the de facto specification kept by Vuze) as Netty handlers that stand before the peer
 * protocol's codec: {@link org.freshet.wire.mse.MseInitiator} on outgoing connections,
 * {@link org.freshet.wire.mse.MseResponder} on incoming ones, where it also lets plain BitTorrent through. MSE hides the
 * protocol from simple traffic shapers; it authenticates nobody and is no substitute for TLS.
 */
@Export
@Version("1.0.0")
package org.freshet.wire.mse;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
