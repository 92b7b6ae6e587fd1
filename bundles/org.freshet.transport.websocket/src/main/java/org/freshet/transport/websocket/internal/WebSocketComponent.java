package org.freshet.transport.websocket.internal;

import org.freshet.transport.Acceptor;
import org.freshet.transport.BindSpec;
import org.freshet.transport.ConnectRequest;
import org.freshet.transport.Listener;
import org.freshet.transport.Route;
import org.freshet.transport.StreamTransport;
import org.freshet.transport.websocket.WebSocketTransport;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

import io.netty.channel.Channel;
import io.netty.util.concurrent.Future;

/** Provides {@link WebSocketTransport} as a service, and closes what it left open when the service goes. */
@Component(service = StreamTransport.class, property = StreamTransport.SCHEME + "=" + WebSocketTransport.WS)
public final class WebSocketComponent implements StreamTransport {

    private final WebSocketTransport transport = new WebSocketTransport();

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
