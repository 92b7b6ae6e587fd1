package org.freshet.engine;

import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import org.freshet.metainfo.Magnet;
import org.freshet.metainfo.Metainfo;
import org.freshet.transport.PeerAddress;

/**
 * A torrent to be added. Made with {@link #of(Metainfo, URI)} or {@link #of(Magnet, URI)} and refined with the {@code with…} methods.
 *
 * @param source what it is: a whole torrent, or a magnet whose metadata is fetched from peers (BEP 9)
 * @param root the storage's root, its scheme names the provider: {@code file:///home/me/Downloads}, {@code mem:demo}
 * @param trackers more tracker tiers, after those of the source
 * @param peers peers known beforehand
 * @param unwanted indices of files to skip; with a magnet use {@code wantedGlob}
 * @param wantedGlob a glob over relative paths that chooses the files to download, or empty for all
 * @param sequential whether pieces are fetched in order
 * @param paused whether it waits to be started
 * @param data what is known of the data that is there already
 * @param limits rate limits of this torrent
 * @param label its user's word for it, empty for none
 */
public record AddTorrent(Source source, URI root, List<List<String>> trackers, List<PeerAddress> peers, List<Integer> unwanted,
        String wantedGlob, boolean sequential, boolean paused, ExistingData data, RateLimits limits, String label) {

    /** A whole torrent or a magnet: exactly one of both. */
    public record Source(Optional<Metainfo> metainfo, Optional<Magnet> magnet) {
        public Source {
            if (metainfo.isPresent() == magnet.isPresent()) {
                throw new IllegalArgumentException("a source is a torrent or a magnet");
            }
        }
    }

    /** What the engine does about data that it finds in the storage. */
    public enum ExistingData {
        /** The usual: what the profile remembers is believed if the files are unchanged; other data is checked. */
        RESUME,
        /** Everything found is checked, whatever the profile remembers ({@code --no-resume}). */
        CHECK,
        /**
         * As {@link #RESUME}, but where something that is wanted is missing or bad nothing is fetched or written: the torrent is paused
         * ({@code freshet seed}).
         */
        MUST_BE_COMPLETE,
        /** The caller has just hashed these very files: they are whole and verified. */
        COMPLETE
    }

    public AddTorrent {
        Objects.requireNonNull(source);
        Objects.requireNonNull(root);
        trackers = trackers.stream().map(List::copyOf).toList();
        peers = List.copyOf(peers);
        unwanted = List.copyOf(unwanted);
        Objects.requireNonNull(wantedGlob);
        Objects.requireNonNull(data);
        Objects.requireNonNull(limits);
        Objects.requireNonNull(label);
    }

    /** A torrent, everything wanted, started at once. */
    public static AddTorrent of(Metainfo metainfo, URI root) {
        return of(new Source(Optional.of(metainfo), Optional.empty()), root);
    }

    /** A magnet, everything wanted, started at once. */
    public static AddTorrent of(Magnet magnet, URI root) {
        return of(new Source(Optional.empty(), Optional.of(magnet)), root);
    }

    private static AddTorrent of(Source source, URI root) {
        return new AddTorrent(source, root, List.of(), List.of(), List.of(), "", false, false, ExistingData.RESUME, RateLimits.NONE, "");
    }

    /** With more tracker tiers. */
    public AddTorrent withTrackers(List<List<String>> more) {
        return new AddTorrent(source, root, more, peers, unwanted, wantedGlob, sequential, paused, data, limits, label);
    }

    /** With peers known beforehand. */
    public AddTorrent withPeers(List<PeerAddress> known) {
        return new AddTorrent(source, root, trackers, known, unwanted, wantedGlob, sequential, paused, data, limits, label);
    }

    /** With only the files that a glob matches. */
    public AddTorrent withWantedGlob(String glob) {
        return new AddTorrent(source, root, trackers, peers, unwanted, glob, sequential, paused, data, limits, label);
    }

    /** Without some files. */
    public AddTorrent withUnwanted(List<Integer> files) {
        return new AddTorrent(source, root, trackers, peers, files, wantedGlob, sequential, paused, data, limits, label);
    }

    /** In order, or rarest first. */
    public AddTorrent withSequential(boolean inOrder) {
        return new AddTorrent(source, root, trackers, peers, unwanted, wantedGlob, inOrder, paused, data, limits, label);
    }

    /** Waiting to be started, or not. */
    public AddTorrent withPaused(boolean waiting) {
        return new AddTorrent(source, root, trackers, peers, unwanted, wantedGlob, sequential, waiting, data, limits, label);
    }

    /** With another way to treat data that is there. */
    public AddTorrent withData(ExistingData existing) {
        return new AddTorrent(source, root, trackers, peers, unwanted, wantedGlob, sequential, paused, existing, limits, label);
    }

    /** With limits of its own. */
    public AddTorrent withLimits(RateLimits own) {
        return new AddTorrent(source, root, trackers, peers, unwanted, wantedGlob, sequential, paused, data, own, label);
    }

    /** With a label. */
    public AddTorrent withLabel(String text) {
        return new AddTorrent(source, root, trackers, peers, unwanted, wantedGlob, sequential, paused, data, limits, text);
    }
}
