package org.freshet.app.cli;

import java.util.List;

import org.freshet.engine.SessionStatus;

/** A line every few seconds, for output that is kept: a file, a pipe, a job's log. */
final class PlainReport implements Report {
    private static final long LOOK_MILLIS = 500;
    private static final long LINE_NANOS = 5_000_000_000L;
    private final Terminal terminal;
    private final Pace pace;
    private long lastNanos;
    private String last = "";

    PlainReport(Terminal terminal, Pace pace) {
        this.terminal = terminal;
        this.pace = pace;
        this.lastNanos = pace.nanos() - LINE_NANOS;
    }

    @Override
    public long intervalMillis() {
        return LOOK_MILLIS;
    }

    @Override
    public void progress(SessionStatus session, List<Watched> torrents) {
        if (pace.nanos() - lastNanos < LINE_NANOS) {
            return;
        }
        lastNanos = pace.nanos();
        String line = StatusLine.plain(torrents);
        // A seed at rest would fill a log with the same words.
        if (!line.equals(last)) {
            last = line;
            terminal.lineNow(line);
        }
    }

    @Override
    public void ended(SessionStatus session, Watched torrent) {
        if (torrent.finished()) {
            terminal.lineNow(done(torrent, pace.nanos()));
        }
    }

    @Override
    public void offered(SessionStatus session, Watched torrent, String magnet) {
        terminal.lineNow(magnet);
    }

    @Override
    public void notice(String message) {
        terminal.complain(message);
    }

    static String done(Watched torrent, long nowNanos) {
        long seconds = torrent.secondsSince(nowNanos);
        long bytes = torrent.status().downloaded();
        String speed = seconds > 0 && bytes > 0 ? ", " + Text.rate(bytes / seconds) : "";
        return torrent.name() + ": complete, " + Text.bytes(torrent.status().wanted()) + " in " + Text.duration(seconds) + speed;
    }
}
