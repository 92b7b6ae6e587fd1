package org.freshet.app.cli;

import java.net.URI;
import java.util.List;
import java.util.function.UnaryOperator;

import org.freshet.app.cli.StopSignal.Stopped;
import org.freshet.engine.AddTorrent;
import org.freshet.engine.SessionSettings;
import org.freshet.engine.TorrentStatus.State;

import picocli.CommandLine.ParseResult;

/** What {@code download} and {@code seed} have in common: torrents that run in a session until they are at their end. */
abstract class SessionCommand implements Command {
    /** How long a plugin may take to appear at the start before its absence fails the job. */
    private static final int PARKED_SECONDS = 10;

    /**
     * What a session is opened with.
     *
     * @param settings makes of the profile's settings those that the command line asks for
     * @param listen where to listen; empty for where the profile says
     */
    record Job(UnaryOperator<SessionSettings> settings, List<URI> listen, List<AddTorrent> torrents) {
    }

    /** Reads the command line and whatever is needed before there is a session. May take long; a signal just ends the process. */
    abstract Job prepare(ParseResult line, Context context, Report report) throws CommandFailed, InterruptedException;

    /** Watches the torrents to their end. */
    abstract void work(SessionRun run, List<Watched> torrents) throws CommandFailed, Stopped, InterruptedException;

    @Override
    public final int run(ParseResult line, Context context) throws CommandFailed, InterruptedException {
        Report report = Report.of(context, Options.has(line, Options.JSON));
        Job job = prepare(line, context, report);
        try (StopSignal stop = context.stopSignals().get()) {
            try (SessionRun run = SessionRun.open(context, stop, report, job.settings(), job.listen())) {
                List<Watched> torrents = run.add(job.torrents());
                work(run, torrents);
                List<Watched> failed = torrents.stream().filter(Watched::failed).toList();
                if (!failed.isEmpty()) {
                    throw CommandFailed.of(failed);
                }
                return ExitCode.OK;
            } catch (Stopped e) {
                context.terminal().complain(stoppedMessage());
                return ExitCode.INTERRUPTED;
            } finally {
                // The process may be gone as soon as the signal is let go.
                context.terminal().endBar();
                context.terminal().flush();
            }
        }
    }

    /** What is said when the user has stopped it. */
    abstract String stoppedMessage();

    /** Fails a torrent that cannot run, where waiting would not help. */
    static void failIfStuck(Watched torrent, Context context) {
        State state = torrent.status().state();
        if (state == State.ERROR) {
            torrent.fail(ExitCode.FAILED, torrent.status().reason());
        } else if (state == State.PARKED && !torrent.ran()
                && torrent.secondsSince(context.pace().nanos()) >= PARKED_SECONDS) {
            torrent.fail(ExitCode.FAILED, torrent.status().reason());
        }
    }
}
