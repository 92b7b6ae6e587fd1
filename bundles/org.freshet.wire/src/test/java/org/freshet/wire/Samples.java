package org.freshet.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** One of every message, and what a stream of them looks like. */
final class Samples {
    static final HashRange RANGE = new HashRange(bytes(7, 32), 0, 512, 512, 4);

    private Samples() {
    }

    static byte[] bytes(long seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    static Handshake handshake() {
        return Handshake.of(bytes(1, 20), bytes(2, 20), Feature.values());
    }

    static List<PeerMessage> messages() {
        return List.of(PeerMessage.KEEP_ALIVE, PeerMessage.CHOKE, PeerMessage.UNCHOKE, PeerMessage.INTERESTED,
                PeerMessage.NOT_INTERESTED, new PeerMessage.Have(77), new PeerMessage.Bitfield(bytes(3, 33)),
                new PeerMessage.Request(5, 16384, 16384), piece(9, 32768, 300), new PeerMessage.Cancel(5, 16384, 16384),
                new PeerMessage.Port(65535), new PeerMessage.SuggestPiece(4), PeerMessage.HAVE_ALL, PeerMessage.HAVE_NONE,
                new PeerMessage.RejectRequest(1, 2, 3), new PeerMessage.AllowedFast(Integer.MAX_VALUE),
                new PeerMessage.Extended(255, Unpooled.wrappedBuffer(bytes(5, 40))),
                new PeerMessage.Extended(0, Unpooled.EMPTY_BUFFER), new PeerMessage.HashRequest(RANGE),
                new PeerMessage.Hashes(RANGE, bytes(6, 96)), new PeerMessage.HashReject(RANGE), piece(0, 0, 20));
    }

    static PeerMessage.Piece piece(int piece, int offset, int length) {
        return new PeerMessage.Piece(piece, offset, Unpooled.wrappedBuffer(bytes(piece + offset, length)));
    }

    /** What the encoder makes of the objects. */
    static byte[] encode(Object... objects) {
        EmbeddedChannel channel = new EmbeddedChannel(new PeerMessageEncoder());
        channel.writeOutbound(objects);
        byte[] bytes = written(channel);
        channel.finishAndReleaseAll();
        return bytes;
    }

    static byte[] stream() {
        List<Object> all = new ArrayList<>();
        all.add(handshake());
        all.addAll(messages());
        return encode(all.toArray());
    }

    /** Takes and releases all a channel has written. */
    static byte[] written(EmbeddedChannel channel) {
        ByteBuf all = Unpooled.buffer();
        for (ByteBuf next = channel.readOutbound(); next != null; next = channel.readOutbound()) {
            all.writeBytes(next);
            next.release();
        }
        return ByteBufUtil.getBytes(all);
    }

    /** Takes and releases all that has been decoded, as comparable text and content. */
    static List<String> decoded(EmbeddedChannel channel) {
        List<String> all = new ArrayList<>();
        for (Object next = channel.readInbound(); next != null; next = channel.readInbound()) {
            all.add(describe(next));
            ReferenceCountUtil.release(next);
        }
        return all;
    }

    static String describe(Object message) {
        return switch (message) {
            case PeerMessage.Piece p -> "Piece " + p.piece() + " " + p.offset() + " " + ByteBufUtil.hexDump(p.data());
            case PeerMessage.Extended e -> "Extended " + e.id() + " " + ByteBufUtil.hexDump(e.payload());
            case PeerMessage.Bitfield b -> "Bitfield " + ByteBufUtil.hexDump(b.bits());
            case PeerMessage.Hashes h -> h.range() + ByteBufUtil.hexDump(h.hashes());
            default -> message.toString();
        };
    }

    static List<String> expected() {
        List<String> all = new ArrayList<>();
        all.add(describe(handshake()));
        messages().forEach(message -> all.add(describe(message)));
        return all;
    }

    /** A raw message: length prefix, id, body. */
    static byte[] raw(int id, byte... body) {
        ByteBuf out = Unpooled.buffer();
        out.writeInt(1 + body.length).writeByte(id).writeBytes(body);
        return ByteBufUtil.getBytes(out);
    }

    static byte[] join(byte[]... parts) {
        ByteBuf out = Unpooled.buffer();
        Arrays.stream(parts).forEach(out::writeBytes);
        return ByteBufUtil.getBytes(out);
    }
}
