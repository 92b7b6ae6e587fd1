/**
 * What carries bytes between peers: stream and datagram transports, their listeners, and the routes they stand on.
 * A connection is a Netty {@link io.netty.channel.Channel}, whatever carries it; whoever speaks the peer protocol over it never
 * learns which. A plugin provides a {@link org.freshet.transport.StreamTransport} or a
 * {@link org.freshet.transport.DatagramTransport} as an OSGi service.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package org.freshet.transport;
