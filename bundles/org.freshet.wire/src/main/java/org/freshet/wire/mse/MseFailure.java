package org.freshet.wire.mse;

import org.freshet.wire.ProtocolViolation;

/**
 * An MSE handshake came to nothing: the peer broke its rules, knows no common torrent or method, hung up, or took too long.
 * Fired through {@code exceptionCaught} at most once and only before {@link MseComplete}; a caller may dial again without
 * MSE if its policy lets it.
 */
public final class MseFailure extends ProtocolViolation {
    private static final long serialVersionUID = 1L;

    /** @param message what failed, in words for a person */
    public MseFailure(String message) {
        super(message);
    }
}
