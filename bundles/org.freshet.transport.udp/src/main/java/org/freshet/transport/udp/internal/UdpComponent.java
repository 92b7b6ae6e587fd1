package org.freshet.transport.udp.internal;

import org.freshet.transport.BindSpec;
import org.freshet.transport.DatagramPort;
import org.freshet.transport.DatagramTransport;
import org.freshet.transport.Route;
import org.freshet.transport.StreamTransport;
import org.freshet.transport.udp.UdpTransport;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

import io.netty.util.concurrent.Future;

/** Provides {@link UdpTransport} as a service, and closes what it left open when the service goes. */
@Component(service = DatagramTransport.class, property = StreamTransport.SCHEME + "=udp")
public final class UdpComponent implements DatagramTransport {

    private final UdpTransport transport = new UdpTransport();

    @Override
    public Future<DatagramPort> open(BindSpec at, Route below) {
        return transport.open(at, below);
    }

    @Deactivate
    void deactivate() {
        transport.close();
    }
}
