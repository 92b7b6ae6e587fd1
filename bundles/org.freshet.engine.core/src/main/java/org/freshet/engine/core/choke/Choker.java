package org.freshet.engine.core.choke;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Decides whom to unchoke (BEP 3, "choking and optimistic unchoking"). Called once a round of ten seconds.
 *
 * <p>While leeching, the interested peers that send to us fastest are unchoked, and one more by chance, to find out whether it
 * would be faster; that one changes every third round, and a newly connected peer is three times as likely to be it. While
 * seeding, half of the slots go to the peers that take data fastest, the others in turn to those that have waited longest.
 *
 * @param <P> the caller's peers
 */
public final class Choker<P extends ChokePeer> {
    /** The optimistic unchoke and the turns of a seed change every so many rounds. */
    static final int ROTATION = 3;
    /** With rates deciding, there are never fewer slots. */
    static final int LEAST_SLOTS = 4;
    /** With rates deciding, each slot must be used at so much more than the one before. */
    private static final long RATE_STEP = 2048;
    private static final int NEW_PEER_CHANCES = 3;

    private final RandomGenerator random;
    private P optimistic;
    private int slots = LEAST_SLOTS;

    public Choker(RandomGenerator random) {
        this.random = random;
    }

    /**
     * Decides a round.
     *
     * @param peers all connected peers; read during the call only
     * @param round counts up by one every ten seconds
     */
    public ChokeDecision<P> decide(List<P> peers, ChokeSettings settings, long round) {
        List<P> candidates = new ArrayList<>();
        for (P peer : peers) {
            if (peer.interested() && !peer.isSeed()) {
                candidates.add(peer);
            }
        }
        slots = settings.slots() > 0 ? settings.slots() : slotsByRate(candidates);
        return settings.seeding() ? decideSeeding(candidates, round) : decideLeeching(candidates, round);
    }

    /**
     * Whether a peer that has just become interested is unchoked at once, because a slot is free.
     *
     * @param unchokedAndInterested how many peers hold a slot now
     */
    public boolean unchokeNow(P peer, int unchokedAndInterested, ChokeSettings settings) {
        int available = settings.slots() > 0 ? settings.slots() : slots;
        return peer.interested() && !peer.unchoked() && !peer.isSeed() && unchokedAndInterested < available;
    }

    private ChokeDecision<P> decideLeeching(List<P> candidates, long round) {
        List<P> ranked = new ArrayList<>(candidates);
        // A snubbed peer gets no slot for what it once sent; the optimistic one is its way back.
        ranked.sort(Comparator.<P>comparingInt(peer -> peer.snubbed() ? 1 : 0)
                .thenComparing(Comparator.<P>comparingLong(ChokePeer::downloadRate).reversed())
                .thenComparingInt(peer -> peer.unchoked() ? 0 : 1)
                .thenComparingLong(ChokePeer::lastUnchokedRound));
        int regular = slots == 1 ? 1 : slots - 1;
        List<P> unchoked = new ArrayList<>();
        for (P peer : ranked) {
            if (unchoked.size() == regular || peer.snubbed() && candidates.size() > slots) {
                break;
            }
            unchoked.add(peer);
        }
        chooseOptimistic(ranked, unchoked, round);
        if (optimistic != null) {
            unchoked.add(optimistic);
        }
        return new ChokeDecision<>(List.copyOf(unchoked), optimistic, slots);
    }

    private void chooseOptimistic(List<P> ranked, List<P> regular, long round) {
        if (slots == 1) {
            optimistic = null;
            return;
        }
        List<P> rest = new ArrayList<>(without(ranked, regular));
        boolean stays = optimistic != null && round % ROTATION != 0 && containsSame(rest, optimistic);
        if (stays) {
            return;
        }
        P before = optimistic;
        rest.removeIf(peer -> peer == before && rest.size() > 1);
        int chances = 0;
        for (P peer : rest) {
            chances += chances(peer);
        }
        optimistic = null;
        if (chances > 0) {
            int drawn = random.nextInt(chances);
            for (P peer : rest) {
                drawn -= chances(peer);
                if (drawn < 0) {
                    optimistic = peer;
                    return;
                }
            }
        }
    }

    private ChokeDecision<P> decideSeeding(List<P> candidates, long round) {
        optimistic = null;
        List<P> byRate = new ArrayList<>(candidates);
        byRate.removeIf(peer -> !peer.unchoked());
        byRate.sort(Comparator.<P>comparingLong(ChokePeer::uploadRate).reversed());
        List<P> unchoked = new ArrayList<>(byRate.subList(0, Math.min(byRate.size(), slots / 2)));
        List<P> waiting = without(candidates, unchoked);
        // Chance decides between those that waited equally long; the sort below keeps their order.
        shuffle(waiting);
        Comparator<P> byTurn = Comparator.comparingLong(ChokePeer::lastUnchokedRound);
        if (round % ROTATION == 0) {
            waiting.sort(byTurn);
        } else {
            waiting.sort(Comparator.<P>comparingInt(peer -> peer.unchoked() ? 0 : 1).thenComparing(byTurn));
        }
        unchoked.addAll(waiting.subList(0, Math.min(waiting.size(), slots - unchoked.size())));
        return new ChokeDecision<>(List.copyOf(unchoked), null, slots);
    }

    /** One slot more than there are peers that each take more than the peer before had to. */
    private int slotsByRate(List<P> candidates) {
        List<P> byRate = new ArrayList<>(candidates);
        byRate.removeIf(peer -> !peer.unchoked());
        byRate.sort(Comparator.<P>comparingLong(ChokePeer::uploadRate).reversed());
        int used = 0;
        while (used < byRate.size() && byRate.get(used).uploadRate() > (used + 1) * RATE_STEP) {
            used++;
        }
        return Math.max(LEAST_SLOTS, used + 1);
    }

    private void shuffle(List<P> peers) {
        for (int i = peers.size() - 1; i > 0; i--) {
            Collections.swap(peers, i, random.nextInt(i + 1));
        }
    }

    private static int chances(ChokePeer peer) {
        return peer.newlyConnected() ? NEW_PEER_CHANCES : 1;
    }

    private static <P> List<P> without(List<P> all, List<P> some) {
        Set<P> removed = Collections.newSetFromMap(new IdentityHashMap<>());
        removed.addAll(some);
        List<P> rest = new ArrayList<>();
        for (P each : all) {
            if (!removed.contains(each)) {
                rest.add(each);
            }
        }
        return rest;
    }

    private static <P> boolean containsSame(List<P> list, P wanted) {
        for (P each : list) {
            if (each == wanted) {
                return true;
            }
        }
        return false;
    }
}
