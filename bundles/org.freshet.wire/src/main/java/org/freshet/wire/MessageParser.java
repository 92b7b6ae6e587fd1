package org.freshet.wire;

import static org.freshet.wire.MessageIds.*;

import io.netty.buffer.ByteBuf;

/** Checks the length of a message before anything is kept of it, and makes the record of a complete one. */
final class MessageParser {
    private static final int VARIABLE = -1;
    private static final int UNKNOWN = -2;

    private MessageParser() {
    }

    static boolean isKnown(int id) {
        return bodyLength(id) != UNKNOWN;
    }

    /**
     * Refuses a message whose length its id does not allow.
     *
     * @param length the length prefix of the message, its id included
     */
    static void check(int id, int length, WireLimits limits) throws ProtocolViolation {
        int body = length - 1;
        int expected = bodyLength(id);
        if (expected >= 0) {
            if (body != expected) {
                throw new ProtocolViolation("The peer sent a " + name(id) + " message of " + body + " bytes; it always has "
                        + expected);
            }
            return;
        }
        int least = switch (id) {
            case PIECE -> 8;
            case EXTENDED -> 1;
            case HASHES -> HashRange.BYTES;
            default -> 0;
        };
        int most = least + switch (id) {
            case PIECE -> limits.maxBlock();
            case BITFIELD -> limits.maxBitfield();
            case HASHES -> limits.maxHashes();
            default -> limits.maxExtended();
        };
        if (body < least || body > most) {
            throw new ProtocolViolation("The peer announced a " + name(id) + " message of " + (length & 0xFFFFFFFFL)
                    + " bytes; this connection accepts " + (least + 1) + " to " + (most + 1));
        }
    }

    /** Reads exactly the body of a checked message of a known id; slices of {@code in} are retained. */
    static PeerMessage parse(int id, int body, ByteBuf in) throws ProtocolViolation {
        return switch (id) {
            case CHOKE -> PeerMessage.CHOKE;
            case UNCHOKE -> PeerMessage.UNCHOKE;
            case INTERESTED -> PeerMessage.INTERESTED;
            case NOT_INTERESTED -> PeerMessage.NOT_INTERESTED;
            case HAVE_ALL -> PeerMessage.HAVE_ALL;
            case HAVE_NONE -> PeerMessage.HAVE_NONE;
            case HAVE -> new PeerMessage.Have(natural(in, id));
            case SUGGEST_PIECE -> new PeerMessage.SuggestPiece(natural(in, id));
            case ALLOWED_FAST -> new PeerMessage.AllowedFast(natural(in, id));
            case PORT -> new PeerMessage.Port(in.readUnsignedShort());
            case REQUEST -> new PeerMessage.Request(natural(in, id), natural(in, id), natural(in, id));
            case CANCEL -> new PeerMessage.Cancel(natural(in, id), natural(in, id), natural(in, id));
            case REJECT_REQUEST -> new PeerMessage.RejectRequest(natural(in, id), natural(in, id), natural(in, id));
            case PIECE -> new PeerMessage.Piece(natural(in, id), natural(in, id), in.readRetainedSlice(body - 8));
            case BITFIELD -> new PeerMessage.Bitfield(bytes(in, body));
            case EXTENDED -> new PeerMessage.Extended(in.readUnsignedByte(), in.readRetainedSlice(body - 1));
            case HASH_REQUEST -> new PeerMessage.HashRequest(range(in, id));
            case HASHES -> hashes(in, body);
            case HASH_REJECT -> new PeerMessage.HashReject(range(in, id));
            default -> throw new IllegalArgumentException("No parser for the message id " + id);
        };
    }

    private static PeerMessage hashes(ByteBuf in, int body) throws ProtocolViolation {
        HashRange range = range(in, HASHES);
        int length = body - HashRange.BYTES;
        if (length % 32 != 0) {
            throw new ProtocolViolation("The peer sent " + length + " bytes of hashes; a hash has 32");
        }
        return new PeerMessage.Hashes(range, bytes(in, length));
    }

    private static HashRange range(ByteBuf in, int id) throws ProtocolViolation {
        HashRange range = HashRange.read(in);
        if (range.hasNegative()) {
            throw new ProtocolViolation("The peer sent a " + name(id) + " message with a number beyond 2^31: " + range);
        }
        return range;
    }

    private static int natural(ByteBuf in, int id) throws ProtocolViolation {
        int value = in.readInt();
        if (value < 0) {
            throw new ProtocolViolation("The peer sent a " + name(id) + " message with the number " + (value & 0xFFFFFFFFL)
                    + ", beyond any torrent");
        }
        return value;
    }

    private static byte[] bytes(ByteBuf in, int length) {
        byte[] bytes = new byte[length];
        in.readBytes(bytes);
        return bytes;
    }

    /** Bytes after the id. */
    private static int bodyLength(int id) {
        return switch (id) {
            case CHOKE, UNCHOKE, INTERESTED, NOT_INTERESTED, HAVE_ALL, HAVE_NONE -> 0;
            case HAVE, SUGGEST_PIECE, ALLOWED_FAST -> 4;
            case REQUEST, CANCEL, REJECT_REQUEST -> 12;
            case PORT -> 2;
            case HASH_REQUEST, HASH_REJECT -> HashRange.BYTES;
            case PIECE, BITFIELD, EXTENDED, HASHES -> VARIABLE;
            default -> UNKNOWN;
        };
    }

    private static String name(int id) {
        return switch (id) {
            case CHOKE -> "choke";
            case UNCHOKE -> "unchoke";
            case INTERESTED -> "interested";
            case NOT_INTERESTED -> "not interested";
            case HAVE -> "have";
            case BITFIELD -> "bitfield";
            case REQUEST -> "request";
            case PIECE -> "piece";
            case CANCEL -> "cancel";
            case PORT -> "port";
            case SUGGEST_PIECE -> "suggest piece";
            case HAVE_ALL -> "have all";
            case HAVE_NONE -> "have none";
            case REJECT_REQUEST -> "reject request";
            case ALLOWED_FAST -> "allowed fast";
            case EXTENDED -> "extended";
            case HASH_REQUEST -> "hash request";
            case HASHES -> "hashes";
            case HASH_REJECT -> "hash reject";
            default -> "(unknown, id " + id + ")";
        };
    }
}
