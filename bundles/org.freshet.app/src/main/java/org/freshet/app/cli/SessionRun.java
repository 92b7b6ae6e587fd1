package org.freshet.app.cli;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;

import org.freshet.app.cli.StopSignal.Stopped;
import org.freshet.engine.AddTorrent;
import org.freshet.engine.Session;
import org.freshet.engine.SessionFactory;
import org.freshet.engine.SessionFactory.Restore;
import org.freshet.engine.SessionSettings;
import org.freshet.transport.Fault;
import org.freshet.transport.Fault.FaultException;

/** A session for the time of one command: opened, watched, closed, each of them only as long as the user wants. */
final class SessionRun implements AutoCloseable {
    /** Less than what {@link StopSignal} grants. */
    private static final int CLOSE_STOPPED_SECONDS = 4;
    private static final int CLOSE_SECONDS = 20;

    private final Context context;
    private final StopSignal stop;
    private final Report report;
    private final Session session;
    private final Set<String> told = new HashSet<>();

    /** Decides whether a torrent is at its end, by {@link Watched#finish} or {@link Watched#fail}. */
    @FunctionalInterface
    interface Judge {
        void judge(Watched torrent);
    }

    private SessionRun(Context context, StopSignal stop, Report report, Session session) {
        this.context = context;
        this.stop = stop;
        this.report = report;
        this.session = session;
    }

    /**
     * Opens the profile.
     *
     * @param own makes of the profile's settings those of this run
     * @param listen where to listen, all of which must work; if empty, the usual place or any other
     */
    static SessionRun open(Context context, StopSignal stop, Report report, UnaryOperator<SessionSettings> own, List<URI> listen)
            throws CommandFailed, Stopped, InterruptedException {
        SessionFactory factory = context.services().sessions().orElseThrow(
                () -> CommandFailed.job("the engine did not start; is the feature org.freshet.engine.feature installed?"));
        SessionSettings settings = own.apply(factory.configured());
        SessionSettings wanted = listen.isEmpty() ? settings : settings.withListen(listen);
        CompletionStage<Session> opening = factory.open(context.profile(), wanted, Restore.NONE_BUT_ADDED);
        SessionRun run;
        try {
            run = new SessionRun(context, stop, report, stop.await(opening));
        } catch (ExecutionException e) {
            throw CommandFailed.job("", e);
        } catch (Stopped e) {
            settle(opening.thenCompose(Session::close), CLOSE_STOPPED_SECONDS, report);
            throw e;
        }
        stop.safety(run.session::close);
        try {
            run.checkListeners(wanted, !listen.isEmpty());
            return run;
        } catch (CommandFailed | Stopped | InterruptedException | RuntimeException e) {
            run.close();
            throw e;
        }
    }

    private void checkListeners(SessionSettings settings, boolean asked) throws CommandFailed, Stopped, InterruptedException {
        if (session.status().listening().size() >= settings.listen().size()) {
            return;
        }
        if (asked) {
            List<String> problems = session.status().problems();
            throw CommandFailed.job(problems.isEmpty() ? "cannot listen on " + settings.listen() : String.join("; ", problems));
        }
        try {
            // The usual port is taken, most likely by another Freshet; a command that runs for a while can use any.
            stop.await(session.apply(settings.withListen(List.of(URI.create("tcp://0.0.0.0:0")))));
        } catch (ExecutionException e) {
            report.notice("no port to listen on: " + CommandFailed.why(e));
        }
    }

    Session session() {
        return session;
    }

    /** Adds torrents and lets them run. */
    List<Watched> add(List<AddTorrent> requests) throws CommandFailed, Stopped, InterruptedException {
        List<Watched> torrents = new ArrayList<>(requests.size());
        for (AddTorrent request : requests) {
            try {
                Watched added = new Watched(stop.await(session.add(request)), context.pace().nanos());
                // The same torrent named twice is one.
                if (torrents.stream().noneMatch(w -> w.torrent().infoHashes().equals(added.torrent().infoHashes()))) {
                    // It may have been left paused in this profile.
                    stop.await(added.torrent().start());
                    torrents.add(added);
                }
            } catch (ExecutionException e) {
                throw refused(e);
            }
        }
        return torrents;
    }

    /**
     * A request that makes no sense for its torrent, such as a glob that matches no file, is the user's; the rest just
     * failed.
     */
    private static CommandFailed refused(ExecutionException e) {
        boolean senseless = e.getCause() instanceof FaultException f
                && (f.fault().kind() == Fault.Kind.MISSING || f.fault().kind() == Fault.Kind.UNSUPPORTED);
        return senseless ? CommandFailed.usage(CommandFailed.why(e), e) : CommandFailed.job("", e);
    }

    /** Reports until the user wants to stop. */
    void watchOn(List<Watched> torrents) throws Stopped, InterruptedException {
        torrents.forEach(Watched::goOn);
        watch(torrents, torrent -> {
            // Nothing ends this but the user.
        });
    }

    /** Reports until each torrent is at its end. */
    void watch(List<Watched> torrents, Judge judge) throws Stopped, InterruptedException {
        CompletableFuture<Void> wake = new CompletableFuture<>();
        stop.raised().whenComplete((nothing, failure) -> wake.complete(null));
        CompletableFuture.allOf(torrents.stream().map(w -> w.torrent().completed().toCompletableFuture())
                .toArray(CompletableFuture[]::new)).whenComplete((nothing, failure) -> wake.complete(null));
        boolean more = true;
        while (more) {
            more = look(torrents, judge);
            if (stop.isRaised()) {
                throw new Stopped();
            }
            if (more) {
                // What woke us once must not keep us awake.
                context.pace().pause(wake.isDone() ? stop.raised() : wake, report.intervalMillis());
            }
        }
    }

    private boolean look(List<Watched> torrents, Judge judge) {
        tellProblems();
        List<Watched> running = new ArrayList<>(torrents.size());
        List<Watched> ended = new ArrayList<>();
        for (Watched torrent : torrents) {
            if (torrent.ended()) {
                continue;
            }
            torrent.refresh();
            judge.judge(torrent);
            (torrent.ended() ? ended : running).add(torrent);
        }
        // What is at its end is said last, so that the last line of all is the outcome.
        if (!running.isEmpty()) {
            report.progress(session.status(), running);
        }
        for (Watched torrent : ended) {
            report.ended(session.status(), torrent);
        }
        return !running.isEmpty();
    }

    private void tellProblems() {
        for (String problem : session.status().problems()) {
            if (told.add(problem)) {
                report.notice(problem);
            }
        }
    }

    /** Closes the session; waits a bounded time. */
    @Override
    public void close() {
        settle(session.close(), stop.isRaised() ? CLOSE_STOPPED_SECONDS : CLOSE_SECONDS, report);
    }

    private static void settle(CompletionStage<?> closing, int seconds, Report report) {
        try {
            closing.toCompletableFuture().get(seconds, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            report.notice("the session did not close within " + seconds
                    + " seconds; data may be checked again at the next start");
        } catch (ExecutionException e) {
            report.notice("closing the session failed: " + CommandFailed.why(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            report.notice("interrupted while the session closed; data may be checked again at the next start");
        }
    }
}
