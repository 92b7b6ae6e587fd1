package org.freshet.wire;

import io.netty.buffer.ByteBuf;
import io.netty.util.ReferenceCounted;
import java.util.Arrays;

/**
 * One message of the peer protocol after the handshake. Piece numbers, offsets and lengths are never negative when they
 * come from {@link PeerMessageDecoder}; whether they exist in the torrent is the receiver's check. {@link Piece} and
 * {@link Extended} own a buffer: whoever receives one must release it, and writing one gives it away.
 */
public sealed interface PeerMessage {
    KeepAlive KEEP_ALIVE = new KeepAlive();
    Choke CHOKE = new Choke();
    Unchoke UNCHOKE = new Unchoke();
    Interested INTERESTED = new Interested();
    NotInterested NOT_INTERESTED = new NotInterested();
    HaveAll HAVE_ALL = new HaveAll();
    HaveNone HAVE_NONE = new HaveNone();

    /** No content; keeps the connection from timing out (BEP 3). */
    record KeepAlive() implements PeerMessage { }

    /** BEP 3, id 0. */
    record Choke() implements PeerMessage { }

    /** BEP 3, id 1. */
    record Unchoke() implements PeerMessage { }

    /** BEP 3, id 2. */
    record Interested() implements PeerMessage { }

    /** BEP 3, id 3. */
    record NotInterested() implements PeerMessage { }

    /** BEP 3, id 4. */
    record Have(int piece) implements PeerMessage { }

    /** BEP 3, id 5. Piece 0 is the high bit of the first byte; the array is the message's own. */
    record Bitfield(byte[] bits) implements PeerMessage {
        @Override
        public boolean equals(Object other) {
            return other instanceof Bitfield that && Arrays.equals(bits, that.bits);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bits);
        }

        @Override
        public String toString() {
            return "Bitfield[" + bits.length + " bytes]";
        }
    }

    /** BEP 3, id 6: asks for {@code length} bytes at byte {@code offset} of a piece. */
    record Request(int piece, int offset, int length) implements PeerMessage { }

    /** BEP 3, id 7: a block. Owns {@code data}, whose readable bytes are the block. */
    record Piece(int piece, int offset, ByteBuf data) implements PeerMessage, BufferedMessage {
        @Override
        public ReferenceCounted counted() {
            return data;
        }
    }

    /** BEP 3, id 8. */
    record Cancel(int piece, int offset, int length) implements PeerMessage { }

    /** BEP 5, id 9: the UDP port of the peer's DHT node, 0 to 65535. */
    record Port(int port) implements PeerMessage { }

    /** BEP 6, id 13. */
    record SuggestPiece(int piece) implements PeerMessage { }

    /** BEP 6, id 14. */
    record HaveAll() implements PeerMessage { }

    /** BEP 6, id 15. */
    record HaveNone() implements PeerMessage { }

    /** BEP 6, id 16. */
    record RejectRequest(int piece, int offset, int length) implements PeerMessage { }

    /** BEP 6, id 17. */
    record AllowedFast(int piece) implements PeerMessage { }

    /** BEP 10, id 20. Extended id 0 is the {@link ExtensionHandshake}, others are those its receiver announced. */
    record Extended(int id, ByteBuf payload) implements PeerMessage, BufferedMessage {
        @Override
        public ReferenceCounted counted() {
            return payload;
        }
    }

    /** BEP 52, id 21. */
    record HashRequest(HashRange range) implements PeerMessage { }

    /** BEP 52, id 22: {@code hashes} holds 32-byte hashes: the range's own, then the uncle hashes of its proof. */
    record Hashes(HashRange range, byte[] hashes) implements PeerMessage {
        @Override
        public boolean equals(Object other) {
            return other instanceof Hashes that && range.equals(that.range) && Arrays.equals(hashes, that.hashes);
        }

        @Override
        public int hashCode() {
            return 31 * range.hashCode() + Arrays.hashCode(hashes);
        }

        @Override
        public String toString() {
            return "Hashes[" + range + ", " + hashes.length + " bytes]";
        }
    }

    /** BEP 52, id 23. */
    record HashReject(HashRange range) implements PeerMessage { }

    /** A message of an id we do not know. Its content was skipped; BEP 3 wants it ignored. */
    record Unknown(int id) implements PeerMessage { }
}
