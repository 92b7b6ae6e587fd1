package org.freshet.app.cli;

import org.freshet.engine.Torrent;
import org.freshet.engine.TorrentStatus;

/** A torrent that a command runs, and how that ended. Used by the command's thread. */
final class Watched {
    private final Torrent torrent;
    private final long begunNanos;
    private TorrentStatus status;
    private boolean ran;
    private boolean finished;
    private String error;
    private int exitCode;

    Watched(Torrent torrent, long nowNanos) {
        this.torrent = torrent;
        this.begunNanos = nowNanos;
        refresh();
    }

    /** Takes a new snapshot. */
    void refresh() {
        status = torrent.status();
        ran |= switch (status.state()) {
            case METADATA, CHECKING, DOWNLOADING, SEEDING -> true;
            case PAUSED, QUEUED, PARKED, ERROR -> false;
        };
    }

    Torrent torrent() {
        return torrent;
    }

    /** Its name, fit for a terminal. */
    String name() {
        return Text.oneLine(torrent.name());
    }

    /** The last snapshot. */
    TorrentStatus status() {
        return status;
    }

    /** Whether it was at work at least once. */
    boolean ran() {
        return ran;
    }

    long secondsSince(long nowNanos) {
        return (nowNanos - begunNanos) / 1_000_000_000L;
    }

    void finish() {
        finished = true;
    }

    /** Takes back that it finished. */
    void goOn() {
        finished = false;
    }

    void fail(int code, String why) {
        error = why;
        exitCode = code;
    }

    boolean finished() {
        return finished;
    }

    boolean failed() {
        return error != null;
    }

    /** Whether nothing is to be awaited any more. */
    boolean ended() {
        return finished || failed();
    }

    /** Why it failed, or null. */
    String error() {
        return error;
    }

    /** With what the process ends because it failed. */
    int exitCode() {
        return exitCode;
    }

    /** What is had of what is wanted, 0…1; in the midst of a check, what is checked. */
    double progress() {
        return switch (status.state()) {
            case CHECKING -> status.checked();
            default -> done();
        };
    }

    /** What is had of what is wanted, 0…1. */
    double done() {
        if (status.wanted() > 0) {
            return (double) status.done() / status.wanted();
        }
        return status.complete() ? 1 : 0;
    }
}
