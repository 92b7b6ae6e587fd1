package org.freshet.transport.tcp.internal;

import org.freshet.transport.Acceptor;
import org.freshet.transport.BindSpec;
import org.freshet.transport.ConnectRequest;
import org.freshet.transport.Listener;
import org.freshet.transport.Route;
import org.freshet.transport.StreamTransport;
import org.freshet.transport.tcp.TcpTransport;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

import io.netty.channel.Channel;
import io.netty.util.concurrent.Future;

/** Provides {@link TcpTransport} as a service, and closes what it left open when the service goes. */
@Component(service = StreamTransport.class, property = StreamTransport.SCHEME + "=tcp")
public final class TcpComponent implements StreamTransport {

    private final TcpTransport transport = new TcpTransport();

    @Override
    public Future<Channel> connect(ConnectRequest request) {
        return transport.connect(request);
    }

    @Override
    public Future<Listener> listen(BindSpec at, Route below, Acceptor acceptor) {
        return transport.listen(at, below, acceptor);
    }

    @Deactivate
    void deactivate() {
        transport.close();
    }
}
