package org.freshet.engine.core.picker;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Finds out who sends bad data. Who sent all of a bad piece is convicted. When several did, each is put on parole: it gets pieces
 * for itself alone, so that its next piece clears or convicts it. Who turns up among the suspects much more often than with good
 * pieces is convicted in the end even if never alone.
 *
 * <p>Holds only peers that have been suspects, and at most 4096; the oldest is forgotten first.
 *
 * @param <K> what a peer is known by when it comes again: its address
 */
public final class ParoleLedger<K> {
    /** What to do about a suspect. */
    public enum Verdict {
        /** {@link PickerPeer#onParole} is true from now on. */
        PAROLE,
        /** Disconnect it and do not come back. */
        BAN
    }

    private static final int ROOM = 4096;
    private static final int FAILURE = -2;
    private static final int SUCCESS = 1;
    private static final int BANNED_AT = -20;
    private static final int MOST_TRUST = 8;

    private record Entry(int trust, boolean parole) {
    }

    private final Map<K, Entry> suspects = new LinkedHashMap<>();

    /**
     * A piece failed its hash.
     *
     * @param contributors all that sent a block of it
     * @return a verdict on each of them
     */
    public Map<K, Verdict> failed(Collection<K> contributors) {
        Map<K, Verdict> verdicts = new LinkedHashMap<>();
        Set<K> distinct = new HashSet<>(contributors);
        for (K peer : distinct) {
            Entry before = suspects.remove(peer);
            int trust = (before == null ? 0 : before.trust) + FAILURE;
            if (distinct.size() == 1 || trust <= BANNED_AT) {
                verdicts.put(peer, Verdict.BAN);
            } else {
                verdicts.put(peer, Verdict.PAROLE);
                put(peer, new Entry(trust, true));
            }
        }
        return verdicts;
    }

    /**
     * A piece passed its hash.
     *
     * @return who is released from parole, because it sent all of it
     */
    public Set<K> passed(Collection<K> contributors) {
        Set<K> released = new HashSet<>();
        Set<K> distinct = new HashSet<>(contributors);
        for (K peer : distinct) {
            Entry before = suspects.get(peer);
            if (before == null) {
                continue;
            }
            boolean parole = before.parole && distinct.size() > 1;
            if (before.parole && !parole) {
                released.add(peer);
            }
            suspects.put(peer, new Entry(Math.min(MOST_TRUST, before.trust + SUCCESS), parole));
        }
        return released;
    }

    /** Whether nobody is suspected, so that {@link #passed} need not be asked. */
    public boolean isEmpty() {
        return suspects.isEmpty();
    }

    public boolean onParole(K peer) {
        Entry entry = suspects.get(peer);
        return entry != null && entry.parole;
    }

    private void put(K peer, Entry entry) {
        if (suspects.size() >= ROOM) {
            suspects.remove(suspects.keySet().iterator().next());
        }
        suspects.put(peer, entry);
    }
}
