package org.freshet.transport.websocket;

/** The other side sent a frame that RFC 6455 forbids or that this transport does not take. Stays within this package. */
final class FrameViolation extends Exception {

    private static final long serialVersionUID = 1L;
    private final int closeCode;

    FrameViolation(int closeCode, String what) {
        super(what, null, false, false);
        this.closeCode = closeCode;
    }

    /** What the close frame says. */
    int closeCode() {
        return closeCode;
    }
}
