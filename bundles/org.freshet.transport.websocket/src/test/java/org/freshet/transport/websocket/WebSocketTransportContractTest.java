package org.freshet.transport.websocket;


import java.net.InetSocketAddress;
import java.util.Map;

import org.freshet.testkit.conditions.Needs;
import org.freshet.testkit.transport.StreamTransportContract;
import org.freshet.transport.PeerAddress;
import org.freshet.transport.StreamTransport;
import org.freshet.transport.tcp.TcpTransport;
import org.junit.jupiter.api.Nested;

import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;

class WebSocketTransportContractTest {

    @Nested
    class OnNio extends StreamTransportContract {
        @Override
        protected StreamTransport newTransport() {
            return new WebSocketTransport();
        }

        @Override
        protected PeerAddress peer(InetSocketAddress listener) {
            return new PeerAddress(WebSocketTransport.WS, listener, path());
        }

        @Override
        protected String path() {
            return "/peers";
        }

        @Override
        protected Map<String, StreamTransport> below() {
            return Map.of(PeerAddress.TCP, new TcpTransport());
        }
    }

    @Nested
    class OnEpoll extends OnNio {
        @Override
        protected IoHandlerFactory io() {
            Needs.ofMachine(Epoll.isAvailable(), "epoll");
            return EpollIoHandler.newFactory();
        }
    }
}
