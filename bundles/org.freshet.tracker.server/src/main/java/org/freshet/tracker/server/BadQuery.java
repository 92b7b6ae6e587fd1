package org.freshet.tracker.server;

/** A query that cannot be answered; the message becomes the {@code failure reason}. */
final class BadQuery extends Exception {
    private static final long serialVersionUID = 1L;

    BadQuery(String reason) {
        super(reason, null, false, false);
    }
}
