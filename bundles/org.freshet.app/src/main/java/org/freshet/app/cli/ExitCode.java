package org.freshet.app.cli;

/** What the process tells its caller. Scripts rely on these numbers. */
final class ExitCode {
    /** The job is done. */
    static final int OK = 0;
    /** The job failed; one line on the error stream says why. */
    static final int FAILED = 1;
    /** The command line is wrong, or the torrent in it is of no use. */
    static final int USAGE = 2;
    /** Stopped by Ctrl-C; may be resumed. */
    static final int INTERRUPTED = 130;

    private ExitCode() {
    }
}
