package org.freshet.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.util.ReferenceCounted;
import java.util.Map;
import org.freshet.metainfo.bencode.BencodeDictionary;
import org.freshet.metainfo.bencode.BencodeException;
import org.freshet.metainfo.bencode.BencodeReader;
import org.freshet.metainfo.bencode.BencodeWriter;
import org.freshet.metainfo.bencode.Limits;

/**
 * The messages of the metadata extension (BEP 9), by which a peer gets the info dictionary of a magnet link in pieces of
 * {@value #PIECE_LENGTH} bytes, the last one shorter. {@link Data} owns its buffer.
 */
public sealed interface MetadataMessage {
    /** The extension's name in {@link ExtensionHandshake#extensions}. */
    String EXTENSION = "ut_metadata";
    /** Bytes of every piece of metadata but the last. */
    int PIECE_LENGTH = 16 << 10;

    /** Asks for a piece of the metadata. */
    record Request(int piece) implements MetadataMessage { }

    /** A piece of the metadata, which has {@code totalSize} bytes in all. */
    record Data(int piece, int totalSize, ByteBuf data) implements MetadataMessage, BufferedMessage {
        @Override
        public ReferenceCounted counted() {
            return data;
        }
    }

    /** Refuses a request. */
    record Reject(int piece) implements MetadataMessage { }

    /** A type that BEP 9 does not name and wants ignored. */
    record Unknown(long type) implements MetadataMessage { }

    /**
     * The message to write; takes over the buffer of {@link Data}.
     *
     * @param extendedId the id the receiver announced for {@link #EXTENSION}
     */
    default PeerMessage.Extended encode(int extendedId) {
        ByteBuf payload = switch (this) {
            case Request m -> dictionary(Map.of("msg_type", 0, "piece", m.piece()));
            case Data m -> Unpooled.wrappedBuffer(
                    dictionary(Map.of("msg_type", 1, "piece", m.piece(), "total_size", m.totalSize())), m.data());
            case Reject m -> dictionary(Map.of("msg_type", 2, "piece", m.piece()));
            case Unknown m -> throw new IllegalArgumentException("A message that was not understood cannot be written: " + m);
        };
        return new PeerMessage.Extended(extendedId, payload);
    }

    /** Reads a payload, which stays the caller's; the buffer of {@link Data} is a retained slice of it. */
    static MetadataMessage decode(ByteBuf payload) throws ProtocolViolation {
        try {
            byte[] head = ByteBufUtil.getBytes(payload, payload.readerIndex(), Math.min(payload.readableBytes(), 1024));
            BencodeReader.Prefix prefix = BencodeReader.readPrefix(head, 0, head.length, Limits.MESSAGE);
            if (!(prefix.value() instanceof BencodeDictionary dictionary)) {
                throw new ProtocolViolation("The peer's metadata message does not begin with a dictionary");
            }
            long type = dictionary.integer("msg_type");
            if (type < 0 || type > 2) {
                return new Unknown(type);
            }
            int piece = natural(dictionary, "piece");
            if (type == 0) {
                return new Request(piece);
            }
            if (type == 2) {
                return new Reject(piece);
            }
            int length = payload.readableBytes() - prefix.end();
            if (length > PIECE_LENGTH) {
                throw new ProtocolViolation("The peer sent " + length + " bytes as a piece of metadata; at most "
                        + PIECE_LENGTH + " are allowed");
            }
            return new Data(piece, natural(dictionary, "total_size"),
                    payload.retainedSlice(payload.readerIndex() + prefix.end(), length));
        } catch (BencodeException e) {
            throw new ProtocolViolation("The peer's metadata message cannot be read: " + e.getMessage(), e);
        }
    }

    private static int natural(BencodeDictionary dictionary, String key) throws BencodeException, ProtocolViolation {
        long value = dictionary.integer(key);
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw new ProtocolViolation("The peer's metadata message has the " + key + " " + value);
        }
        return (int) value;
    }

    private static ByteBuf dictionary(Map<String, ?> content) {
        return Unpooled.wrappedBuffer(BencodeWriter.write(content));
    }
}
