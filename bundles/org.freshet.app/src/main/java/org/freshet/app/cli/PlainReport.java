package org.freshet.app.cli;

import java.util.List;

import org.freshet.engine.SessionStatus;

/** A line every few seconds, for output that is kept: a file, a pipe, a job's log. */
final class PlainReport extends TerminalReport {
    private static final long LOOK_MILLIS = 500;
    private static final long LINE_NANOS = 5_000_000_000L;
    private long lastNanos;
    private String last = "";

    PlainReport(Terminal terminal, Pace pace) {
        super(terminal, pace, LOOK_MILLIS);
        this.lastNanos = pace.nanos() - LINE_NANOS;
    }

    @Override
    public void progress(SessionStatus session, List<Watched> torrents) {
        if (pace().nanos() - lastNanos < LINE_NANOS) {
            return;
        }
        lastNanos = pace().nanos();
        String line = StatusLine.plain(torrents);
        // A seed at rest would fill a log with the same words.
        if (!line.equals(last)) {
            last = line;
            terminal().lineNow(line);
        }
    }
}
