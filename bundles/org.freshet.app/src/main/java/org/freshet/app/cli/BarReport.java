package org.freshet.app.cli;

import java.util.List;

import org.freshet.engine.SessionStatus;

/** A progress bar that is drawn over four times a second, and lines for what is worth keeping. */
final class BarReport implements Report {
    private static final long INTERVAL_MILLIS = 250;
    private final Terminal terminal;
    private final Pace pace;

    BarReport(Terminal terminal, Pace pace) {
        this.terminal = terminal;
        this.pace = pace;
    }

    @Override
    public long intervalMillis() {
        return INTERVAL_MILLIS;
    }

    @Override
    public void progress(SessionStatus session, List<Watched> torrents) {
        terminal.bar(StatusLine.drawn(torrents, terminal.columns()));
    }

    @Override
    public void ended(SessionStatus session, Watched torrent) {
        if (torrent.finished()) {
            terminal.lineNow(PlainReport.done(torrent, pace.nanos()));
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
}
