package org.freshet.transport.websocket;

import io.netty.buffer.ByteBuf;

/**
 * Takes frames apart as their bytes come in (RFC 6455, 5.2). The payload of data frames is passed on in the pieces that it
 * arrives in, so a frame's length needs no bound and costs no memory; control frames, of at most 125 bytes, are passed on whole.
 */
final class FrameReader {

    /** Takes what was read. */
    interface Sink {
        /** A part of the payload of a binary message; the sink owns it. */
        void data(ByteBuf part);

        /** A control frame. */
        void control(int opcode, byte[] payload) throws FrameViolation;
    }

    private static final int LONGEST_HEADER = 14;
    private static final int LONGEST_CONTROL = 125;
    private static final int FIN = 0x80;
    private static final int RESERVED = 0x70;
    private static final int MASKED = 0x80;

    private final boolean masked;
    private final byte[] header = new byte[LONGEST_HEADER];
    private int headerRead;
    private int headerLength = 2;
    private int opcode;
    private int key;
    private long length;
    private long payloadRead;
    private byte[] control;
    private boolean inMessage;

    /** @param masked whether the other side masks: a client must, a server must not */
    FrameReader(boolean masked) {
        this.masked = masked;
    }

    /**
     * Reads all of {@code in}, which stays the caller's. Its bytes may be changed.
     *
     * @throws FrameViolation after which nothing more may be read
     */
    void read(ByteBuf in, Sink sink) throws FrameViolation {
        while (in.isReadable()) {
            if (headerRead < headerLength) {
                readHeader(in);
                if (headerRead < headerLength) {
                    continue;
                }
                startPayload();
            }
            readPayload(in, sink);
        }
    }

    private void readHeader(ByteBuf in) throws FrameViolation {
        int n = Math.min(headerLength - headerRead, in.readableBytes());
        in.readBytes(header, headerRead, n);
        headerRead += n;
        if (headerRead == 2 && headerLength == 2) {
            checkStart();
            int size = header[1] & 0x7F;
            headerLength += (size == 126 ? 2 : size == 127 ? 8 : 0) + (masked ? 4 : 0);
        }
    }

    private void checkStart() throws FrameViolation {
        boolean fin = (header[0] & FIN) != 0;
        opcode = header[0] & 0x0F;
        if ((header[0] & RESERVED) != 0) {
            throw violation("a reserved bit is set although no extension was agreed on");
        }
        if ((header[1] & MASKED) != 0 != masked) {
            throw violation(masked ? "a client's frame is not masked" : "a server's frame is masked");
        }
        switch (opcode) {
            case Opcode.CLOSE, Opcode.PING, Opcode.PONG -> {
                if (!fin || (header[1] & 0x7F) > LONGEST_CONTROL) {
                    throw violation("a control frame is fragmented or longer than 125 bytes");
                }
            }
            case Opcode.TEXT -> throw new FrameViolation(CloseCode.UNSUPPORTED_DATA,
                    "a text message: the peer protocol goes in binary messages");
            case Opcode.BINARY, Opcode.CONTINUATION -> {
                if (inMessage != (opcode == Opcode.CONTINUATION)) {
                    throw violation(inMessage ? "a message begins inside another" : "a continuation of no message");
                }
                inMessage = !fin;
            }
            default -> throw violation("unknown opcode " + opcode);
        }
    }

    private void startPayload() throws FrameViolation {
        int size = header[1] & 0x7F;
        int extended = size == 126 ? 2 : size == 127 ? 8 : 0;
        length = extended == 0 ? size : number(2, extended);
        if (length < 0 || extended == 2 && length < 126 || extended == 8 && length < 1 << 16) {
            throw violation("a frame's length is not given in its shortest form");
        }
        key = masked ? (int) number(2 + extended, 4) : 0;
        payloadRead = 0;
        control = Opcode.isControl(opcode) ? new byte[(int) length] : null;
    }

    private long number(int from, int bytes) {
        long n = 0;
        for (int i = from; i < from + bytes; i++) {
            n = n << Byte.SIZE | header[i] & 0xFF;
        }
        return n;
    }

    private void readPayload(ByteBuf in, Sink sink) throws FrameViolation {
        int n = (int) Math.min(length - payloadRead, in.readableBytes());
        if (n > 0) {
            if (masked) {
                Masking.apply(in, in.readerIndex(), n, key, payloadRead);
            }
            if (control == null) {
                sink.data(in.readRetainedSlice(n));
            } else {
                in.readBytes(control, (int) payloadRead, n);
            }
            payloadRead += n;
        }
        if (payloadRead == length) {
            headerRead = 0;
            headerLength = 2;
            if (control != null) {
                sink.control(opcode, control);
            }
        }
    }

    private static FrameViolation violation(String what) {
        return new FrameViolation(CloseCode.PROTOCOL_ERROR, what);
    }
}
