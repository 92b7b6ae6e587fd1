package org.freshet.engine.core.announce;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.freshet.engine.TrackerStatus;
import org.freshet.engine.core.SessionServices;
import org.freshet.metainfo.InfoHash;
import org.freshet.transport.PeerAddress;

/**
 * Announces one torrent. Each tier is asked on its own, so that a tracker that hangs holds up only those behind it in its tier; within
 * a tier the first that answers is kept at the front (BEP 12).
 */
public final class Announcer {

    /** What an announce says; asked for at each. */
    public interface Subject {
        InfoHash infoHash();

        byte[] peerId();

        long uploaded();

        long downloaded();

        /** Wanted bytes that are missing; while the metadata is unknown, any number above 0. */
        long left();

        /** Whether more peers are of use. */
        boolean wantsPeers();

        /** A tracker named peers. */
        void discovered(Collection<PeerAddress> peers);

        /** Something that a person may want to know: a fault of a tracker, its words. Holds nothing secret. */
        default void note(String what) {
            // those who keep no log
        }
    }

    private final SessionServices session;
    private final Subject subject;
    private final List<TrackerTier> tiers = new ArrayList<>();
    private final int key;
    private boolean running;

    public Announcer(SessionServices session, Subject subject, List<List<String>> trackers) {
        this.session = session;
        this.subject = subject;
        this.key = session.random().nextInt();
        trackers.forEach(this::add);
    }

    /** Adds a tier; it is announced to at once if the torrent runs. */
    public void add(List<String> urls) {
        TrackerTier tier = new TrackerTier(session, subject, key, urls);
        tiers.add(tier);
        if (running) {
            tier.start();
        }
    }

    /** Takes out the trackers that somebody names, by the whole address or as it is shown. */
    public void remove(String words) {
        tiers.forEach(t -> t.remove(words));
        tiers.removeIf(TrackerTier::isEmpty);
    }

    /** Takes out of tiers the trackers that somebody names. */
    public static List<List<String>> without(List<List<String>> tiers, String words) {
        return tiers.stream().map(tier -> tier.stream().filter(u -> !new TrackerAddress(u).isMeantBy(words)).toList())
                .filter(tier -> !tier.isEmpty()).toList();
    }

    /** Asks every tier as soon as its trackers allow. */
    public void announceSoon() {
        tiers.forEach(TrackerTier::announceSoon);
    }

    /** The torrent runs from now on. */
    public void start() {
        if (!running) {
            running = true;
            tiers.forEach(TrackerTier::start);
        }
    }

    /** The last wanted piece is there. */
    public void completed() {
        if (running) {
            tiers.forEach(TrackerTier::completed);
        }
    }

    /** A tracker client or a transport came or went: tiers that fail are tried again. */
    public void providersChanged() {
        if (running) {
            tiers.forEach(TrackerTier::retryFailed);
        }
    }

    /** The torrent rests from now on. Done when trackers that knew of us are told, or would not listen. */
    public CompletionStage<Void> stop() {
        running = false;
        List<CompletableFuture<Void>> told = new ArrayList<>();
        for (TrackerTier tier : tiers) {
            told.add(tier.stop().toCompletableFuture());
        }
        return CompletableFuture.allOf(told.toArray(CompletableFuture[]::new));
    }

    /** What is known of each tracker. */
    public List<TrackerStatus> status() {
        List<TrackerStatus> all = new ArrayList<>();
        for (int i = 0; i < tiers.size(); i++) {
            tiers.get(i).status(i, all);
        }
        return all;
    }

}
