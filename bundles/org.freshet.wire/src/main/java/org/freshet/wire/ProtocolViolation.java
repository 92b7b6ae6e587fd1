package org.freshet.wire;

import java.io.IOException;

/**
 * A peer sent what the protocol does not allow. Where a handler fires it through {@code exceptionCaught}, that handler
 * closes the channel next and drops whatever the peer sends after; where a method throws it, closing is the caller's.
 */
public class ProtocolViolation extends IOException {
    private static final long serialVersionUID = 1L;

    /** @param message what the peer sent and what was expected, in words for a person */
    public ProtocolViolation(String message) {
        super(message);
    }

    /**
     * @param message what the peer sent and what was expected, in words for a person
     * @param cause what found it out
     */
    public ProtocolViolation(String message, Throwable cause) {
        super(message, cause);
    }
}
