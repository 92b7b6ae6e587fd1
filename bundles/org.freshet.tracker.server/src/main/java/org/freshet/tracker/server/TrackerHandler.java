package org.freshet.tracker.server;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

import org.freshet.metainfo.bencode.BencodeString;
import org.freshet.metainfo.bencode.BencodeWriter;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;

/** Answers the one request of a connection and closes it. Lives on the tracker's loop. */
final class TrackerHandler extends ChannelInboundHandlerAdapter {
    private static final byte[] HELP = "This is a BitTorrent tracker. It answers at /announce and /scrape.\n"
            .getBytes(StandardCharsets.US_ASCII);

    private final Swarms swarms;
    private final TrackerServerConfig config;
    private final InetAddress from;
    private boolean answered;

    /** @param from {@code null} where the route does not tell */
    TrackerHandler(Swarms swarms, TrackerServerConfig config, InetAddress from) {
        this.swarms = swarms;
        this.config = config;
        this.from = from;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        try {
            if (!answered && message instanceof HttpRequest request) {
                answered = true;
                answer(ctx, request);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void answer(ChannelHandlerContext ctx, HttpRequest request) {
        if (request.decoderResult().isFailure()) {
            answer(ctx, HttpResponseStatus.BAD_REQUEST, HELP);
            return;
        }
        if (!request.method().equals(HttpMethod.GET)) {
            answer(ctx, HttpResponseStatus.METHOD_NOT_ALLOWED, HELP);
            return;
        }
        String target = request.uri();
        int question = target.indexOf('?');
        String path = question < 0 ? target : target.substring(0, question);
        String query = question < 0 ? "" : target.substring(question + 1);
        try {
            switch (path.substring(path.lastIndexOf('/') + 1)) {
                case "announce" -> answer(ctx, HttpResponseStatus.OK, announce(AnnounceQuery.parse(query, from)));
                case "scrape" -> answer(ctx, HttpResponseStatus.OK, scrape(Query.parse(query)));
                default -> answer(ctx, HttpResponseStatus.NOT_FOUND, HELP);
            }
        } catch (BadQuery e) {
            answer(ctx, HttpResponseStatus.OK, BencodeWriter.write(Map.of("failure reason", e.getMessage())));
        }
    }

    private byte[] announce(AnnounceQuery query) {
        Swarm.Answer answer = swarms.announce(query);
        Map<String, Object> reply = new HashMap<>();
        reply.put("interval", config.interval().toSeconds());
        reply.put("min interval", config.minInterval().toSeconds());
        reply.put("complete", answer.counts().complete());
        reply.put("incomplete", answer.counts().incomplete());
        reply.put("external ip", query.address().getAddress());
        PeerEncoding.put(reply, answer.peers(), query);
        return BencodeWriter.write(reply);
    }

    private byte[] scrape(Query query) throws BadQuery {
        Map<BencodeString, Object> files = new HashMap<>();
        for (byte[] torrent : query.infoHashes()) {
            Swarm.Counts counts = swarms.counts(torrent);
            if (counts != null) {
                files.put(BencodeString.of(torrent), Map.of("complete", counts.complete(), "downloaded", counts.downloaded(),
                        "incomplete", counts.incomplete()));
            }
        }
        return BencodeWriter.write(Map.of("files", files));
    }

    private static void answer(ChannelHandlerContext ctx, HttpResponseStatus status, byte[] body) {
        FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.wrappedBuffer(body));
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, "text/plain")
                .setInt(HttpHeaderNames.CONTENT_LENGTH, body.length)
                .set(HttpHeaderNames.CONNECTION, "close");
        ctx.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        // A client that broke its connection, or spoke no HTTP: its loss, and nothing that anybody here could act on.
        ctx.close();
    }
}
