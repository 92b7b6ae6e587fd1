package org.freshet.engine.core.state;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.freshet.engine.FilePriority;
import org.freshet.engine.RateLimits;
import org.freshet.metainfo.InfoHashes;

/**
 * What the torrent list keeps of one torrent: enough to show it without reading its metainfo. Immutable.
 *
 * @param infoHashes its identity
 * @param name what is shown
 * @param root its storage
 * @param trackers tiers, those of the source first
 * @param wish what its user wants of it
 * @param tally what it came to
 * @param added when
 * @param position its place in the queue, ascending
 */
public record TorrentRecord(InfoHashes infoHashes, String name, URI root, List<List<String>> trackers, Wish wish, Tally tally,
        Instant added, long position) {

    /**
     * What the user wants.
     *
     * @param paused it waits to be started
     * @param sequential in order
     * @param superSeeding BEP 16
     * @param limits its own rate limits
     * @param wantedGlob chooses files once the metadata is known; empty for all
     * @param priorities files whose priority is not normal
     * @param renamed files with another path below the root than the torrent's
     * @param label his word for it, empty for none
     */
    public record Wish(boolean paused, boolean sequential, boolean superSeeding, RateLimits limits, String wantedGlob,
            Map<Integer, FilePriority> priorities, Map<Integer, List<String>> renamed, String label) {
        public Wish {
            priorities = Map.copyOf(priorities);
            renamed = Map.copyOf(renamed);
        }

        public Wish withPaused(boolean p) {
            return new Wish(p, sequential, superSeeding, limits, wantedGlob, priorities, renamed, label);
        }

        public Wish withSequential(boolean s) {
            return new Wish(paused, s, superSeeding, limits, wantedGlob, priorities, renamed, label);
        }

        public Wish withSuperSeeding(boolean s) {
            return new Wish(paused, sequential, s, limits, wantedGlob, priorities, renamed, label);
        }

        public Wish withLimits(RateLimits l) {
            return new Wish(paused, sequential, superSeeding, l, wantedGlob, priorities, renamed, label);
        }

        public Wish withPriorities(Map<Integer, FilePriority> p) {
            return new Wish(paused, sequential, superSeeding, limits, wantedGlob, p, renamed, label);
        }

        public Wish withRenamed(Map<Integer, List<String>> r) {
            return new Wish(paused, sequential, superSeeding, limits, wantedGlob, priorities, r, label);
        }

        public Wish withLabel(String text) {
            return new Wish(paused, sequential, superSeeding, limits, wantedGlob, priorities, renamed, text);
        }
    }

    /**
     * What it came to; bytes.
     *
     * @param total all files, 0 while unknown
     * @param wanted wanted files
     * @param done wanted and verified
     */
    public record Tally(long total, long wanted, long done, long downloaded, long uploaded, long wasted) {
        /** Nothing known yet. */
        public static final Tally NONE = new Tally(0, 0, 0, 0, 0, 0);

        /** Whether all that is wanted is there. */
        public boolean complete() {
            return total > 0 && done >= wanted;
        }
    }

    public TorrentRecord {
        trackers = copied(trackers);
    }

    private static List<List<String>> copied(List<List<String>> tiers) {
        List<List<String>> unmodifiable = List.copyOf(tiers);
        for (List<String> tier : unmodifiable) {
            if (List.copyOf(tier) != tier) {
                return tiers.stream().map(List::copyOf).toList();
            }
        }
        return unmodifiable; // as it is: thousands of records share one
    }

    public TorrentRecord withWish(Wish w) {
        return new TorrentRecord(infoHashes, name, root, trackers, w, tally, added, position);
    }

    public TorrentRecord withTally(Tally t) {
        return new TorrentRecord(infoHashes, name, root, trackers, wish, t, added, position);
    }

    public TorrentRecord withRoot(URI r) {
        return new TorrentRecord(infoHashes, name, r, trackers, wish, tally, added, position);
    }

    public TorrentRecord withTrackers(List<List<String>> t) {
        return new TorrentRecord(infoHashes, name, root, t, wish, tally, added, position);
    }

    public TorrentRecord withName(String n) {
        return new TorrentRecord(infoHashes, n, root, trackers, wish, tally, added, position);
    }

    public TorrentRecord withPosition(long p) {
        return new TorrentRecord(infoHashes, name, root, trackers, wish, tally, added, p);
    }
}
