package org.freshet.transport.tcp;


import java.net.InetSocketAddress;

import org.freshet.testkit.conditions.Needs;
import org.freshet.testkit.transport.StreamTransportContract;
import org.freshet.transport.PeerAddress;
import org.freshet.transport.StreamTransport;
import org.junit.jupiter.api.Nested;

import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;

class TcpTransportContractTest {

    @Nested
    class OnNio extends StreamTransportContract {
        @Override
        protected StreamTransport newTransport() {
            return new TcpTransport();
        }

        @Override
        protected PeerAddress peer(InetSocketAddress listener) {
            return PeerAddress.tcp(listener);
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
