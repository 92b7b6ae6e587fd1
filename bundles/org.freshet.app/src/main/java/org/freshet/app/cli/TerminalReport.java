package org.freshet.app.cli;

import org.freshet.engine.SessionStatus;

/** What reports have in common: where they write, the clock, and how often they look. */
abstract class TerminalReport implements Report {
    private final Terminal terminal;
    private final Pace pace;
    private final long intervalMillis;

    TerminalReport(Terminal terminal, Pace pace, long intervalMillis) {
        this.terminal = terminal;
        this.pace = pace;
        this.intervalMillis = intervalMillis;
    }

    final Terminal terminal() {
        return terminal;
    }

    final Pace pace() {
        return pace;
    }

    @Override
    public final long intervalMillis() {
        return intervalMillis;
    }

    @Override
    public void ended(SessionStatus session, Watched torrent) {
        if (torrent.finished()) {
            terminal.lineNow(done(torrent, pace.nanos()));
        }
    }

    private static String done(Watched torrent, long nowNanos) {
        long seconds = torrent.secondsSince(nowNanos);
        long bytes = torrent.status().downloaded();
        String speed = seconds > 0 && bytes > 0 ? ", " + Text.rate(bytes / seconds) : "";
        return torrent.name() + ": complete, " + Text.bytes(torrent.status().wanted()) + " in " + Text.duration(seconds) + speed;
    }

    @Override
    public void offered(SessionStatus session, Watched torrent, String magnet) {
        terminal.lineNow(magnet);
    }

    @Override
    public final void notice(String message) {
        terminal.complain(message);
    }
}
