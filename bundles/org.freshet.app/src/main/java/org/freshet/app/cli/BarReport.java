package org.freshet.app.cli;

import java.util.List;

import org.freshet.engine.SessionStatus;

/** A progress bar that is drawn over four times a second, and lines for what is worth keeping. */
final class BarReport extends TerminalReport {
    private static final long INTERVAL_MILLIS = 250;

    BarReport(Terminal terminal, Pace pace) {
        super(terminal, pace, INTERVAL_MILLIS);
    }

    @Override
    public void progress(SessionStatus session, List<Watched> torrents) {
        terminal().bar(StatusLine.drawn(torrents, terminal().columns()));
    }
}
