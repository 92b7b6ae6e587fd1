package org.freshet.engine.core.announce;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import org.freshet.discovery.AnnounceRequest;
import org.freshet.discovery.AnnounceRequest.Event;
import org.freshet.discovery.AnnounceResponse;
import org.freshet.discovery.TrackerClient;
import org.freshet.engine.TrackerStatus;
import org.freshet.engine.core.SessionServices;
import org.freshet.transport.Fault;

import io.netty.util.concurrent.ScheduledFuture;

/** The trackers of one tier: one announce under way at a time, the next tracker after a failure, longer waits after each full round. */
final class TrackerTier {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(3);
    private static final Duration FIRST_RETRY = Duration.ofSeconds(5);
    private static final Duration LONGEST_RETRY = Duration.ofMinutes(30);
    private static final int NUM_WANT = 100;

    /** One tracker and what came of it. */
    private static final class Tracker {
        final TrackerAddress address;
        final URI uri;
        String message = "";
        boolean working;
        boolean everFailed;
        String trackerId;
        int seeds = -1;
        int downloaders = -1;

        Tracker(String url) {
            address = new TrackerAddress(url);
            uri = address.uri();
        }

        /** Keeps its last words; whether they are new. */
        boolean says(String words) {
            String clean = address.withoutSecrets(words);
            boolean other = !clean.equals(message);
            message = clean;
            return other;
        }
    }

    private final SessionServices session;
    private final Announcer.Subject subject;
    private final int key;
    private final List<Tracker> trackers = new ArrayList<>();
    private ScheduledFuture<?> timer;
    private Instant nextAnnounce;
    /** On the session's clock: when the tracker lets us ask again. */
    private long allowedAt;
    private boolean running;
    private boolean underWay;
    private boolean startedTold;
    private boolean completedPending;
    private int current;
    private int failedRounds;

    TrackerTier(SessionServices session, Announcer.Subject subject, int key, List<String> urls) {
        this.session = session;
        this.subject = subject;
        this.key = key;
        this.allowedAt = session.now();
        urls.forEach(u -> trackers.add(new Tracker(u)));
        Collections.shuffle(trackers, new Random(session.random().nextLong())); // BEP 12
    }

    void start() {
        running = true;
        startedTold = false;
        current = 0;
        announce();
    }

    void completed() {
        completedPending = true;
        announce();
    }

    /** A tracker client or a transport came or went: what failed is worth another try. */
    void retryFailed() {
        if (trackers.stream().noneMatch(t -> t.working)) {
            failedRounds = 0;
            current = 0;
            announce();
        }
    }

    /** Asks as soon as the tracker allows: now, where it has set no minimum or that has passed. */
    void announceSoon() {
        if (running && !underWay && !trackers.isEmpty()) {
            long wait = allowedAt - session.now();
            if (wait > 0) {
                schedule(Duration.ofNanos(wait));
            } else {
                current = 0;
                announce();
            }
        }
    }

    /** Takes a tracker out and tells it that we are gone, if it knows of us. */
    void remove(String words) {
        Tracker told = trackers.isEmpty() ? null : trackers.get(0);
        Tracker asked = trackers.isEmpty() ? null : trackers.get(current);
        if (!trackers.removeIf(t -> t.address.isMeantBy(words))) {
            return;
        }
        current = Math.max(0, trackers.indexOf(asked));
        if (startedTold && !trackers.contains(told)) {
            startedTold = false;
            exchange(told, Event.STOPPED, STOP_TIMEOUT);
            announce(); // whoever is next
        }
        if (trackers.isEmpty()) {
            nextAnnounce = null;
            if (timer != null) {
                timer.cancel(false);
            }
        }
    }

    boolean isEmpty() {
        return trackers.isEmpty();
    }

    private void announce() {
        if (!running || underWay || trackers.isEmpty()) {
            return;
        }
        if (timer != null) {
            timer.cancel(false);
        }
        Event event = !startedTold ? Event.STARTED : completedPending ? Event.COMPLETED : Event.NONE;
        Tracker tracker = trackers.get(current);
        underWay = true;
        exchange(tracker, event, TIMEOUT).whenComplete((response, error) -> session.loop().execute(() -> {
            underWay = false;
            if (error == null) {
                succeeded(tracker, event, response);
            } else {
                failed(tracker, Fault.from(error, Fault.Kind.INTERNAL, "the announce to " + tracker.address.shown() + " failed"));
            }
        }));
    }

    private CompletionStage<AnnounceResponse> exchange(Tracker tracker, Event event, Duration timeout) {
        TrackerClient client = tracker.uri == null || tracker.uri.getScheme() == null ? null
                : session.providers().trackers().get(tracker.uri.getScheme().toLowerCase(Locale.ROOT));
        if (client == null) {
            String why = tracker.uri == null ? "this is no valid address"
                    : "no tracker client for \"" + tracker.uri.getScheme() + "\" is running";
            return CompletableFuture.failedStage(new Fault(Fault.Kind.GONE, why).asException());
        }
        int numWant = event == Event.STOPPED || !subject.wantsPeers() ? 0 : NUM_WANT;
        AnnounceRequest request = new AnnounceRequest(subject.infoHash(), subject.peerId(), session.listenPort(), subject.uploaded(),
                subject.downloaded(), subject.left(), event, numWant, key, tracker.trackerId);
        try {
            return Objects.requireNonNull(client.announce(tracker.uri, request, session.trackerRoute(timeout)),
                    "it gave no answer to wait for");
        } catch (RuntimeException | LinkageError e) { // a plugin's fault stays the plugin's
            return CompletableFuture.failedStage(
                    Fault.of(Fault.Kind.INTERNAL, "the client of tracker " + tracker.address.shown() + " failed", e).asException());
        }
    }

    private void succeeded(Tracker tracker, Event event, AnnounceResponse response) {
        boolean again = tracker.everFailed && !tracker.working;
        tracker.working = true;
        if (tracker.says(response.warning() == null ? "" : response.warning()) && !tracker.message.isEmpty()) {
            subject.note("Tracker " + tracker.address.shown() + " warns: " + tracker.message);
        } else if (again) {
            subject.note("Tracker " + tracker.address.shown() + " works again");
        }
        if (!trackers.contains(tracker)) { // it was taken out meanwhile
            exchange(tracker, Event.STOPPED, STOP_TIMEOUT);
            announce();
            return;
        }
        allowedAt = session.now() + response.minInterval().toNanos();
        tracker.trackerId = response.trackerId() == null ? tracker.trackerId : response.trackerId();
        tracker.seeds = response.complete();
        tracker.downloaders = response.incomplete();
        trackers.remove(tracker);
        trackers.add(0, tracker);
        current = 0;
        failedRounds = 0;
        if (!running) {
            return;
        }
        if (event == Event.STARTED) {
            startedTold = true;
        } else if (event == Event.COMPLETED) {
            completedPending = false;
        }
        subject.discovered(response.peers());
        if (startedTold && completedPending) {
            announce();
            return;
        }
        // a torrent without peers asks again as soon as the tracker allows
        schedule(subject.wantsPeers() && response.peers().isEmpty() ? response.minInterval() : response.interval());
    }

    private void failed(Tracker tracker, Fault fault) {
        tracker.working = false;
        tracker.everFailed = true;
        if (tracker.says(fault.message()) && running) {
            subject.note("Tracker " + tracker.address.shown() + " failed: " + tracker.message);
        }
        if (!running || !trackers.contains(tracker)) {
            announce();
            return;
        }
        current++;
        if (current < trackers.size()) {
            announce();
            return;
        }
        current = 0;
        Duration wait = FIRST_RETRY.multipliedBy(1L << Math.min(failedRounds++, 12));
        schedule(wait.compareTo(LONGEST_RETRY) > 0 ? LONGEST_RETRY : wait);
    }

    private void schedule(Duration wait) {
        nextAnnounce = Instant.now().plus(wait);
        if (timer != null) {
            timer.cancel(false);
        }
        timer = session.loop().schedule(this::announce, wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Tells the tracker that knows of us; done when it is told or would not listen. */
    CompletionStage<Void> stop() {
        running = false;
        nextAnnounce = null;
        if (timer != null) {
            timer.cancel(false);
        }
        if (!startedTold) {
            return CompletableFuture.completedStage(null);
        }
        startedTold = false;
        return exchange(trackers.get(0), Event.STOPPED, STOP_TIMEOUT).handle((response, error) -> null);
    }

    void status(int tier, List<TrackerStatus> into) {
        for (int i = 0; i < trackers.size(); i++) {
            Tracker t = trackers.get(i);
            into.add(new TrackerStatus(t.address.shown(), tier, t.working, t.message, t.seeds, t.downloaders,
                    i == current ? nextAnnounce : null));
        }
    }
}
