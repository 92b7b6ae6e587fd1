package org.freshet.app.cli;

import java.util.List;

import org.freshet.engine.SessionStatus;

/** Tells the user, or the program that reads our output, how the torrents do. Called by the command's thread. */
interface Report {

    /** How often {@link #progress} should be called. */
    long intervalMillis();

    /** The figures of this moment. */
    void progress(SessionStatus session, List<Watched> torrents);

    /** A torrent finished, or failed. */
    void ended(SessionStatus session, Watched torrent);

    /** Seeding has been arranged: others can be told of the torrent. The data may be checked yet. */
    void offered(SessionStatus session, Watched torrent, String magnet);

    /** Something that a person should know, though it does not end the job. */
    void notice(String message);

    /** The report that suits: JSON if it is asked for, a bar for a person at a terminal, else plain lines. */
    static Report of(Context context, boolean json) {
        if (json) {
            return new JsonReport(context.terminal(), context.pace());
        }
        return context.terminal().interactive() ? new BarReport(context.terminal(), context.pace())
                : new PlainReport(context.terminal(), context.pace());
    }
}
