package org.freshet.tracker.http.internal;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

import javax.net.ssl.SSLException;

import org.freshet.transport.Fault;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;

/**
 * The end of one connection's pipeline: sends the request, gathers the answer within bounds, and tells its {@link Hop} once how
 * it went. Lives on the channel's loop.
 */
final class ReplyCollector extends ChannelInboundHandlerAdapter {
    /**
     * The largest body that is taken, as received and as inflated. A full answer of 2,000 peers in the dictionary model has 200
     * KiB.
     */
    static final int MAX_BODY = 2 << 20;

    /** What a connection ended in; exactly one of the methods is called, once. */
    interface Hop {
        void replied(HttpReply reply);

        /** {@code what} is to be read after the tracker's name. */
        void failed(Fault.Kind kind, String what);
    }

    private final FullHttpRequest request;
    private final Hop hop;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream(1024);
    private boolean sent;
    private boolean over;
    private HttpResponse head;

    /** Takes ownership of {@code request}. */
    ReplyCollector(FullHttpRequest request, Hop hop) {
        this.request = request;
        this.hop = hop;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        if (ctx.channel().isActive()) {
            send(ctx);
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        send(ctx);
        ctx.fireChannelActive();
    }

    private void send(ChannelHandlerContext ctx) {
        if (!sent) {
            sent = true;
            ctx.writeAndFlush(request).addListener(written -> {
                if (!written.isSuccess()) {
                    exceptionCaught(ctx, written.cause());
                }
            });
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        if (!sent) {
            sent = true;
            request.release();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        try {
            if (!over && message instanceof HttpObject part) {
                read(ctx, part);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void read(ChannelHandlerContext ctx, HttpObject part) {
        if (part.decoderResult().isFailure()) {
            fail(ctx, Fault.Kind.PROTOCOL, "does not speak HTTP: " + words(part.decoderResult().cause()));
            return;
        }
        if (part instanceof HttpResponse response) {
            begin(ctx, response);
        }
        if (!over && head != null && part instanceof HttpContent content) {
            ByteBuf data = content.content();
            if (body.size() + data.readableBytes() > MAX_BODY) {
                fail(ctx, Fault.Kind.PROTOCOL, "answered with more than " + (MAX_BODY >> 10) + " KiB");
                return;
            }
            byte[] copied = new byte[data.readableBytes()];
            data.readBytes(copied);
            body.writeBytes(copied);
            if (part instanceof LastHttpContent) {
                complete(ctx);
            }
        }
    }

    private void begin(ChannelHandlerContext ctx, HttpResponse response) {
        // "100 Continue" and its like are followed by the answer proper.
        if (response.status().codeClass() == HttpStatusClass.INFORMATIONAL) {
            return;
        }
        head = response;
        HttpReply reply = reply(new byte[0]);
        if (reply.isRedirect()) {
            // Its body is for browsers; nothing makes us wait for it.
            over = true;
            ctx.close();
            hop.replied(reply);
        }
    }

    private HttpReply reply(byte[] content) {
        String type = head.headers().get(HttpHeaderNames.CONTENT_TYPE, "").toLowerCase(Locale.ROOT);
        return new HttpReply(head.status().code(), type, head.headers().get(HttpHeaderNames.LOCATION), content);
    }

    private void complete(ChannelHandlerContext ctx) {
        HttpReply reply;
        try {
            reply = reply(decoded());
        } catch (IOException e) {
            fail(ctx, Fault.Kind.PROTOCOL, "answered with a body that cannot be decoded: " + words(e));
            return;
        }
        over = true;
        ctx.close();
        hop.replied(reply);
    }

    private byte[] decoded() throws IOException {
        byte[] received = body.toByteArray();
        String encoding = head.headers().get(HttpHeaderNames.CONTENT_ENCODING, "").strip().toLowerCase(Locale.ROOT);
        // Some servers compress without a word; no bencoded value begins with these two bytes.
        boolean gzipped = received.length > 2 && received[0] == 0x1f && received[1] == (byte) 0x8b;
        if (!gzipped) {
            if (encoding.isEmpty() || encoding.equals("identity") || received.length == 0 || encoding.contains("gzip")) {
                return received;
            }
            throw new IOException("its encoding \"" + encoding + "\" was not asked for");
        }
        try (GZIPInputStream inflating = new GZIPInputStream(new ByteArrayInputStream(received), 4096)) {
            byte[] inflated = inflating.readNBytes(MAX_BODY + 1);
            if (inflated.length > MAX_BODY) {
                throw new IOException("it inflates to more than " + (MAX_BODY >> 10) + " KiB");
            }
            return inflated;
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        fail(ctx, Fault.Kind.PROTOCOL, head == null
                ? "closed the connection without an answer" : "closed the connection in the middle of its answer");
        ctx.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        boolean wrapped = cause instanceof DecoderException && cause.getCause() != null;
        Throwable root = wrapped ? cause.getCause() : cause;
        if (root instanceof SSLException) {
            fail(ctx, Fault.Kind.PROTOCOL, "could not be trusted or spoken to over TLS: " + words(root));
        } else if (root instanceof IOException) {
            fail(ctx, Fault.Kind.UNREACHABLE, "broke the connection: " + words(root));
        } else {
            fail(ctx, Fault.Kind.PROTOCOL, "answered what could not be understood: " + words(root));
        }
    }

    private void fail(ChannelHandlerContext ctx, Fault.Kind kind, String what) {
        if (!over) {
            over = true;
            ctx.close();
            hop.failed(kind, what);
        }
    }

    private static String words(Throwable cause) {
        Throwable told = cause;
        // "PKIX path building failed" stands one or two causes below "(certificate_unknown)".
        while (told instanceof SSLException && told.getCause() != null && told.getCause() != told) {
            told = told.getCause();
        }
        return told.getMessage() == null ? told.getClass().getSimpleName() : told.getMessage();
    }
}
