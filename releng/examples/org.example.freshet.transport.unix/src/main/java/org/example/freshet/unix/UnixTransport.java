package org.example.freshet.unix;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;

import org.freshet.transport.Acceptor;
import org.freshet.transport.BindSpec;
import org.freshet.transport.ConnectRequest;
import org.freshet.transport.Fault;
import org.freshet.transport.Fault.Kind;
import org.freshet.transport.Listener;
import org.freshet.transport.PeerAddress;
import org.freshet.transport.Route;
import org.freshet.transport.StreamTransport;
import org.freshet.transport.support.LibraryClasses;
import org.freshet.transport.support.OpenChannels;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import io.netty.util.NetUtil;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;

/**
 * Connects programs of one machine without its network: a peer {@code unix://localhost:6881} is the socket file {@code 6881.socket}
 * in a folder that only its owner may enter. Containers that share the folder can exchange torrents with no network at all, and
 * {@code ssh -L 6881.socket:6881.socket} carries a peer to another machine.
 *
 * <p>The hosts are {@code localhost} and loopback addresses; every other is unreachable, and no name is ever looked up.
 */
public final class UnixTransport implements StreamTransport, AutoCloseable {

    /** The scheme served. */
    public static final String NAME = "unix";

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Logger LOG = LoggerFactory.getLogger(UnixTransport.class);

    private final OpenChannels open = new OpenChannels("the Unix socket transport");
    private volatile SocketFolder folder;

    /** With the usual folder of this user. */
    public UnixTransport() {
        this(SocketFolder.ofThisUser());
    }

    /** @param folder where the sockets lie */
    public UnixTransport(Path folder) {
        this(new SocketFolder(folder.toAbsolutePath()));
    }

    private UnixTransport(SocketFolder folder) {
        this.folder = folder;
        // What Netty keeps in static fields must not be made on a stack of this plugin: it would hold the plugin for ever.
        LibraryClasses.initialize(NioDomainSocketChannel.class, NioServerDomainSocketChannel.class);
    }

    /** From now on sockets lie in {@code path}, or in the usual folder if it is empty; what is bound stays. Any thread. */
    public void folder(String path) {
        folder = path.isBlank() ? SocketFolder.ofThisUser() : new SocketFolder(Path.of(path.strip()).toAbsolutePath());
    }

    @Override
    public Future<Channel> connect(ConnectRequest request) {
        if (request.loop().isShuttingDown()) {
            return request.loop().newFailedFuture(loopHasEnded());
        }
        Promise<Channel> promise = open.owe(request.loop().newPromise());
        if (!isHere(request.to().socket())) {
            promise.tryFailure(new Fault(Kind.UNREACHABLE, request.to()
                    + " cannot be reached: Unix sockets lead to this machine only, so the host has to be localhost").asException());
            return promise;
        }
        UnixConnect connect = new UnixConnect(request, folder.socket(request.to().port()), open, promise);
        if (request.loop().inEventLoop()) {
            connect.run();
            return promise;
        }
        try {
            request.loop().execute(connect);
        } catch (RejectedExecutionException e) {
            promise.tryFailure(loopHasEnded());
        }
        return promise;
    }

    private static Fault.FaultException loopHasEnded() {
        return new Fault(Kind.GONE, "the event loop of the connection has ended").asException();
    }

    private static boolean isHere(InetSocketAddress host) {
        InetAddress address = host.isUnresolved() ? NetUtil.createInetAddressFromIpAddressString(host.getHostString())
                : host.getAddress();
        return address == null ? host.getHostString().equalsIgnoreCase("localhost") : address.isLoopbackAddress();
    }

    @Override
    public Future<Listener> listen(BindSpec at, Route below, Acceptor acceptor) {
        Promise<Listener> promise = open.owe(at.loop().newPromise());
        SocketFolder here = folder;
        if (!isHere(at.address())) {
            promise.tryFailure(new Fault(Kind.UNREACHABLE, at.address()
                    + " cannot be bound: Unix sockets lead to this machine only, so the host has to be localhost").asException());
            return promise;
        }
        // the disk is no place for an event loop
        Thread.ofVirtual().name("preparing a Unix socket").start(() -> {
            if (promise.isDone()) {
                return; // this transport was stopped
            }
            try {
                bind(at, here.claim(at.address().getPort()), acceptor, promise);
            } catch (Fault.FaultException e) {
                promise.tryFailure(e);
            } catch (RuntimeException e) {
                promise.tryFailure(Fault.of(Kind.INTERNAL, "listening on " + at.address(), e).asException());
            }
        });
        return promise;
    }

    private void bind(BindSpec at, SocketFolder.Claim claim, Acceptor acceptor, Promise<Listener> promise) {
        Sockets sockets = Sockets.on(at.loop());
        ChannelFuture binding = new ServerBootstrap().group(at.loop())
                .channelFactory(sockets.server())
                .childHandler(new Arrival(acceptor))
                .bind(sockets.address().apply(claim.socket()));
        Channel socket = binding.channel();
        open.add(socket);
        socket.closeFuture().addListener(closed -> giveUp(claim)); // Netty has deleted the socket by then
        InetSocketAddress address = new InetSocketAddress(loopback(at.address()), claim.port());
        binding.addListener(bound -> {
            if (!bound.isSuccess()) {
                promise.tryFailure(Fault.of(Kind.IO, "Unix socket " + claim.socket() + " cannot be bound", bound.cause())
                        .asException());
            } else if (!promise.trySuccess(new UnixListener(socket, address))) {
                socket.close();
            }
        });
    }

    private static void giveUp(SocketFolder.Claim claim) {
        try {
            claim.close();
        } catch (IOException e) {
            LOG.warn("The lock of Unix socket {} could not be given up: {}", claim.socket(), e.toString());
        }
    }

    private static InetAddress loopback(InetSocketAddress host) {
        return host.isUnresolved() ? InetAddress.getLoopbackAddress() : host.getAddress();
    }

    /** Closes every channel and listener that is left and fails what is under way; waits a bounded time. Not for an event loop. */
    @Override
    public void close() {
        if (!open.close(PATIENCE)) {
            LOG.warn("Unix sockets are still open {} after they were told to close: is an event loop blocked?", PATIENCE);
        }
    }

    /** Hands accepted connections to the acceptor. */
    private final class Arrival extends ChannelInitializer<Channel> {
        private final Acceptor acceptor;

        Arrival(Acceptor acceptor) {
            this.acceptor = acceptor;
        }

        @Override
        protected void initChannel(Channel channel) {
            if (open.isClosed()) {
                channel.close();
                return;
            }
            channel.attr(FILE_REGIONS).set(Boolean.FALSE); // not worth the special case on one machine
            open.add(channel);
            // who connects to a Unix socket has no address of its own
            acceptor.accepted(channel, new PeerAddress(NAME, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), ""));
        }
    }

    private record UnixListener(Channel socket, InetSocketAddress address) implements Listener {

        @Override
        public Future<?> close() {
            return OpenChannels.free(socket); // Netty deletes the file
        }
    }
}
