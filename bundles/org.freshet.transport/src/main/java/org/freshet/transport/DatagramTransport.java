package org.freshet.transport;

import org.osgi.annotation.versioning.ConsumerType;

import io.netty.util.concurrent.Future;

/**
 * Opens datagram ports: plain UDP, UDP through SOCKS5, a bridge's. Provided as an OSGi service with the property
 * {@link StreamTransport#SCHEME}. Threading, errors and going away are as for {@link StreamTransport}.
 */
@ConsumerType
public interface DatagramTransport {

    /** Opens a port; fails with {@link Fault.Kind#IN_USE} where it is taken. */
    Future<DatagramPort> open(BindSpec at, Route below);
}
