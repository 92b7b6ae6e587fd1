package org.freshet.engine.core.swarm;

import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;

import org.freshet.transport.PeerAddress;

/** Addresses of peers, bounded; says whom to dial next: those not tried lately, by canonical priority (BEP 40). */
final class Candidates {
    private static final int MAX = 2_000;
    private static final int MAX_FAILURES = 8;
    private static final long RETRY = TimeUnit.SECONDS.toNanos(2);
    private static final long LONGEST_RETRY = TimeUnit.MINUTES.toNanos(10);

    /** One address. */
    static final class Candidate {
        final PeerAddress address;
        private int failures;
        private long notBefore;
        private boolean busy;
        private boolean preferOther;

        private Candidate(PeerAddress address, long now) {
            this.address = address;
            this.notBefore = now;
        }

        /** Whether the last attempt failed in the usual way, plain or encrypted, so that the other is worth a try. */
        boolean preferOther() {
            return preferOther;
        }
    }

    private final Map<PeerAddress, Candidate> known = new HashMap<>();
    private final Set<String> banned = new HashSet<>();
    private final ToLongFunction<InetSocketAddress> priority;

    /** @param priority the higher, the sooner */
    Candidates(ToLongFunction<InetSocketAddress> priority) {
        this.priority = priority;
    }

    int size() {
        return known.size();
    }

    /** Makes an address known; one that has failed becomes fit for an early retry when somebody names it again. */
    void add(PeerAddress address, long now) {
        if (address.port() <= 0 || banned.contains(address.host())) {
            return;
        }
        Candidate c = known.get(address);
        if (c == null) {
            if (known.size() >= MAX) {
                known.values().stream().filter(k -> !k.busy && k.failures > 0).findAny().ifPresent(k -> known.remove(k.address));
            }
            if (known.size() < MAX) {
                known.put(address, new Candidate(address, now));
            }
        } else if (c.failures > 1) {
            c.failures--;
        }
    }

    /** The one to dial now, marked as busy; null where there is none. */
    Candidate next(long now) {
        Candidate best = null;
        for (Candidate c : known.values()) {
            if (!c.busy && c.notBefore - now <= 0 && (best == null || better(c, best))) {
                best = c;
            }
        }
        if (best != null) {
            best.busy = true;
        }
        return best;
    }

    private boolean better(Candidate a, Candidate b) {
        if (a.failures != b.failures) {
            return a.failures < b.failures;
        }
        return priority.applyAsLong(a.address.socket()) > priority.applyAsLong(b.address.socket());
    }

    /** The attempt or the connection ended. */
    void ended(Candidate c, boolean worked, long now) {
        c.busy = false;
        if (worked) {
            c.failures = 0;
            c.notBefore = now + RETRY;
        } else {
            c.preferOther = !c.preferOther;
            c.failures++;
            c.notBefore = now + Math.min(LONGEST_RETRY, RETRY << Math.min(c.failures - 1, 16));
            if (c.failures > MAX_FAILURES) {
                known.remove(c.address);
            }
        }
    }

    /** Its transport is not there now. */
    void postponed(Candidate c, long now) {
        c.busy = false;
        c.notBefore = now + RETRY;
    }

    /** Never again: this address is we ourselves. */
    void forget(PeerAddress address) {
        known.remove(address);
    }

    /** Never again anything from that host. */
    void ban(String host) {
        banned.add(host);
        known.keySet().removeIf(a -> a.host().equals(host));
    }

    boolean isBanned(String host) {
        return banned.contains(host);
    }
}
