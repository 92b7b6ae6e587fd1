package org.example.freshet.unix;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;

import org.freshet.testkit.conditions.Needs;
import org.freshet.testkit.transport.SilentHost;
import org.freshet.testkit.transport.StreamTransportContract;
import org.freshet.transport.PeerAddress;
import org.freshet.transport.StreamTransport;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;

/** Everything that Freshet expects of a stream transport, on both kinds of event loop. */
class UnixTransportContractTest {

    @Nested
    class OnNio extends StreamTransportContract {
        @TempDir
        Path folder;

        @Override
        protected StreamTransport newTransport() {
            return new UnixTransport(folder);
        }

        @Override
        protected PeerAddress peer(InetSocketAddress listener) {
            return new PeerAddress(UnixTransport.NAME, listener, "");
        }

        @Override
        protected Optional<SilentHost> silentHost() {
            return Optional.empty(); // the system answers at once: somebody listens, or nobody does
        }
    }

    @Nested
    class OnEpoll extends OnNio {
        @Override
        protected IoHandlerFactory io() {
            Needs.ofMachine(Epoll.isAvailable(), "a machine with epoll");
            return EpollIoHandler.newFactory();
        }
    }
}
