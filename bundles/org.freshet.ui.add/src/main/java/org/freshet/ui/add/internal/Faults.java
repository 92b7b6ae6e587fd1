package org.freshet.ui.add.internal;

import java.util.concurrent.CompletionException;

/** Puts what the engine answers into words. */
final class Faults {
    private Faults() {
    }

    /** The message of what went wrong, without the wrappings of futures. */
    static String reason(Throwable thrown) {
        Throwable cause = thrown;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
