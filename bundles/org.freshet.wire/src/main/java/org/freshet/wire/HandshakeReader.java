package org.freshet.wire;

import io.netty.buffer.ByteBuf;

/** Collects the 68 bytes of a handshake and refuses another protocol at its first wrong byte. */
final class HandshakeReader {
    private final byte[] bytes = new byte[Handshake.LENGTH];
    private int count;

    /** Takes bytes from {@code in}; returns the handshake once it is complete, else null. */
    Handshake read(ByteBuf in) throws ProtocolViolation {
        int start = count;
        int taken = Math.min(in.readableBytes(), bytes.length - count);
        in.readBytes(bytes, count, taken);
        count += taken;
        for (int i = start; i < Math.min(count, Handshake.prefixLength()); i++) {
            if (bytes[i] != Handshake.prefixByte(i)) {
                throw new ProtocolViolation("The peer does not speak the BitTorrent protocol: byte " + i
                        + " of its handshake is " + (bytes[i] & 0xFF) + ", not " + Handshake.prefixByte(i));
            }
        }
        return count == bytes.length ? Handshake.read(bytes) : null;
    }
}
