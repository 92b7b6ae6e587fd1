package org.freshet.engine.core;

import java.util.function.Supplier;

import org.freshet.transport.Acceptor;
import org.freshet.transport.BindSpec;
import org.freshet.transport.ConnectRequest;
import org.freshet.transport.DatagramPort;
import org.freshet.transport.DatagramTransport;
import org.freshet.transport.Fault;
import org.freshet.transport.Listener;
import org.freshet.transport.Route;
import org.freshet.transport.StreamTransport;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;

/** The network without anything in between: whatever provides a scheme at the moment of the call carries it. */
final class DirectRoute implements Route {
    private static final String UDP = "udp";
    private final Supplier<Providers> providers;

    DirectRoute(Supplier<Providers> providers) {
        this.providers = providers;
    }

    @Override
    public Future<Channel> connect(ConnectRequest request) {
        StreamTransport transport = providers.get().streams().get(request.to().scheme());
        return transport == null ? missing(request.to().scheme(), request.loop()) : transport.connect(request);
    }

    @Override
    public Future<Listener> listen(String scheme, BindSpec at, Acceptor acceptor) {
        StreamTransport transport = providers.get().streams().get(scheme);
        return transport == null ? missing(scheme, at.loop()) : transport.listen(at, this, acceptor);
    }

    @Override
    public Future<DatagramPort> datagrams(BindSpec at) {
        DatagramTransport transport = providers.get().datagrams().get(UDP);
        return transport == null ? missing(UDP, at.loop()) : transport.open(at, this);
    }

    private static <T> Future<T> missing(String scheme, EventLoop loop) {
        return loop.newFailedFuture(new Fault(Fault.Kind.GONE,
                "no transport for \"" + scheme + "\" is running; start or install the plugin that provides it").asException());
    }
}
