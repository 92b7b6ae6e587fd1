package org.freshet.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/** The message of BEP 54: its sender no longer has a piece. */
public record DontHave(int piece) {
    /** The extension's name in {@link ExtensionHandshake#extensions}. */
    public static final String EXTENSION = "lt_donthave";

    /**
     * The message to write.
     *
     * @param extendedId the id the receiver announced for {@link #EXTENSION}
     */
    public PeerMessage.Extended encode(int extendedId) {
        return new PeerMessage.Extended(extendedId, Unpooled.buffer(4, 4).writeInt(piece));
    }

    /** Reads a payload, which stays the caller's. */
    public static DontHave decode(ByteBuf payload) throws ProtocolViolation {
        if (payload.readableBytes() != 4 || payload.getInt(payload.readerIndex()) < 0) {
            throw new ProtocolViolation("The peer's " + EXTENSION + " message is not the number of a piece but "
                    + payload.readableBytes() + " bytes");
        }
        return new DontHave(payload.getInt(payload.readerIndex()));
    }
}
