package org.freshet.transport.tcp;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.freshet.transport.ConnectRequest;
import org.freshet.transport.Fault;
import org.freshet.transport.support.OpenChannels;
import org.freshet.transport.support.SocketFaults;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;

/**
 * One connection being made: the name is looked up, then its addresses are tried one after another, each with its share of the
 * time that is left. Lives on the request's loop, {@link #run} included.
 */
final class TcpConnect implements Runnable {

    /** Looks names up: {@link org.freshet.transport.support.NameLookup#lookup}, or a test's answers. */
    @FunctionalInterface
    interface Names {
        Future<List<InetSocketAddress>> lookup(InetSocketAddress host, EventExecutor executor);
    }

    private final ConnectRequest request;
    private final Names names;
    private final OpenChannels open;
    private final TcpSettings settings;
    private final Promise<Channel> promise;
    private final long deadline;
    private Channel trying;

    TcpConnect(ConnectRequest request, Names names, OpenChannels open, TcpSettings settings, Promise<Channel> promise) {
        this.request = request;
        this.names = names;
        this.open = open;
        this.settings = settings;
        this.promise = promise;
        this.deadline = System.nanoTime() + request.timeout().toNanos();
    }

    @Override
    public void run() {
        promise.addListener(done -> {
            if (!done.isSuccess() && trying != null) {
                trying.close();
            }
        });
        Future<List<InetSocketAddress>> lookup = names.lookup(request.to().socket(), request.loop());
        if (lookup.isSuccess()) {
            attempt(lookup.getNow(), 0);
            return;
        }
        Future<?> timer = request.loop().schedule(() -> promise.tryFailure(new Fault(Fault.Kind.TIMEOUT,
                "connection to " + request.to() + " timed out: its name is still being looked up").asException()),
                request.timeout().toMillis(), TimeUnit.MILLISECONDS);
        // a look-up cannot be interrupted: dropping it makes sure that it holds on to nothing of ours
        promise.addListener(done -> lookup.cancel(false));
        lookup.addListener((Future<List<InetSocketAddress>> found) -> {
            timer.cancel(false);
            if (found.isSuccess()) {
                attempt(found.getNow(), 0);
            } else {
                promise.tryFailure(SocketFaults.connect(request.to().toString(), found.cause()).asException());
            }
        });
    }

    private void attempt(List<InetSocketAddress> addresses, int index) {
        if (promise.isDone()) {
            return;
        }
        InetSocketAddress address = addresses.get(index);
        InetSocketAddress local;
        try {
            local = settings.outgoing().towards(address, request.local());
        } catch (Fault.FaultException e) {
            next(addresses, index, address, e);
            return;
        }
        long share = (deadline - System.nanoTime()) / (addresses.size() - index);
        int millis = Math.clamp(TimeUnit.NANOSECONDS.toMillis(share), 1, Integer.MAX_VALUE);
        Bootstrap bootstrap = new Bootstrap().group(request.loop()).disableResolver()
                .channelFactory(Sockets.on(request.loop()).client())
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, millis)
                .handler(new Opening());
        if (local != null && local.getPort() != 0) {
            bootstrap.option(ChannelOption.SO_REUSEADDR, true);
        }
        ChannelFuture connecting = bootstrap.connect(address, local);
        trying = connecting.channel();
        connecting.addListener(done -> {
            if (!done.isSuccess()) { // else Opening goes on
                next(addresses, index, address, done.cause());
            }
        });
    }

    private void next(List<InetSocketAddress> addresses, int index, InetSocketAddress failed, Throwable why) {
        if (index + 1 < addresses.size() && deadline - System.nanoTime() > 0) {
            attempt(addresses, index + 1);
        } else {
            promise.tryFailure(SocketFaults.connect(name(failed), why).asException());
        }
    }

    /** What was asked for, and the address it turned out to be where that is something else. */
    private String name(InetSocketAddress address) {
        String asked = request.to().toString();
        String literal = address.getAddress().getHostAddress();
        return asked.contains(literal) ? asked : asked + " (" + literal + ")";
    }

    /** Holds the place of the caller's pipeline until the connection stands. */
    private final class Opening extends ChannelInboundHandlerAdapter {

        @Override
        public void handlerAdded(ChannelHandlerContext ctx) {
            TcpOptions.apply(ctx.channel(), settings.trafficClass());
            open.add(ctx.channel()); // last: it closes the channel if the transport has been stopped
        }

        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            if (!promise.setUncancellable() || promise.isDone()) {
                ctx.close();
                return;
            }
            ctx.pipeline().addLast(request.pipeline());
            promise.trySuccess(ctx.channel());
            ctx.fireChannelActive();
            ctx.pipeline().remove(this);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            promise.tryFailure(SocketFaults.connect(request.to().toString(), cause).asException());
            ctx.close();
        }
    }
}
