package org.example.freshet.unix;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.freshet.transport.ConnectRequest;
import org.freshet.transport.Fault;
import org.freshet.transport.Fault.Kind;
import org.freshet.transport.StreamTransport;
import org.freshet.transport.support.OpenChannels;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.util.concurrent.Promise;

/** One connection being made. Lives on the request's loop, {@link #run} included. */
final class UnixConnect implements Runnable {

    private final ConnectRequest request;
    private final Path file;
    private final OpenChannels open;
    private final Promise<Channel> promise;

    UnixConnect(ConnectRequest request, Path file, OpenChannels open, Promise<Channel> promise) {
        this.request = request;
        this.file = file;
        this.open = open;
        this.promise = promise;
    }

    @Override
    public void run() {
        if (promise.isDone()) {
            return;
        }
        Sockets sockets = Sockets.on(request.loop());
        int millis = Math.clamp(TimeUnit.NANOSECONDS.toMillis(request.timeout().toNanos()), 1, Integer.MAX_VALUE);
        ChannelFuture connecting = new Bootstrap().group(request.loop()).disableResolver()
                .channelFactory(sockets.client())
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, millis)
                .handler(new Opening())
                .connect(sockets.address().apply(file));
        promise.addListener(done -> {
            if (!done.isSuccess()) {
                connecting.channel().close();
            }
        });
        connecting.addListener(done -> {
            if (!done.isSuccess()) {
                promise.tryFailure(fault(done.cause()));
            }
        });
    }

    private Fault.FaultException fault(Throwable cause) {
        String why = cause.getMessage() == null ? "" : cause.getMessage();
        String what = "connection to " + request.to();
        if (why.contains("ermission denied")) {
            return new Fault(Kind.DENIED, what + " failed: " + file + " belongs to another user").asException();
        }
        return new Fault(Kind.UNREACHABLE, what + " failed: nothing listens on " + file).asException();
    }

    /** Holds the place of the caller's pipeline until the connection stands, and leaves it then. */
    private final class Opening extends ChannelInboundHandlerAdapter {

        @Override
        public void handlerAdded(ChannelHandlerContext ctx) {
            ctx.channel().attr(StreamTransport.FILE_REGIONS).set(Boolean.FALSE);
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
            promise.tryFailure(fault(cause));
            ctx.close();
        }
    }
}
