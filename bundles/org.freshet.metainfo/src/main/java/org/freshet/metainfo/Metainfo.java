package org.freshet.metainfo;

import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.freshet.metainfo.bencode.BencodeWriter;

/** A torrent (BEP 3, 52). Immutable but for the arrays that are handed out without a copy, which nobody may change. */
public final class Metainfo {
    private final InfoHashes infoHashes;
    private final Layout layout;
    private final byte[] infoBytes;
    private final boolean isPrivate;
    private final PieceHashes pieceHashes;
    private final TorrentEnvelope envelope;

    /** Which versions of the protocol a torrent can be transferred with. */
    public enum Version {
        /** BEP 3. */
        V1,
        /** BEP 52. */
        V2,
        /** Both at once, with padding files that align the files of version 1. */
        HYBRID
    }

    Metainfo(InfoHashes infoHashes, Layout layout, byte[] infoBytes, boolean isPrivate, PieceHashes pieceHashes,
            TorrentEnvelope envelope) {
        this.infoHashes = infoHashes;
        this.layout = layout;
        this.infoBytes = infoBytes;
        this.isPrivate = isPrivate;
        this.pieceHashes = pieceHashes;
        this.envelope = envelope;
    }

    public Version version() {
        if (infoHashes.isHybrid()) {
            return Version.HYBRID;
        }
        return infoHashes.primary().isV2() ? Version.V2 : Version.V1;
    }

    public InfoHashes infoHashes() {
        return infoHashes;
    }

    public Layout layout() {
        return layout;
    }

    /** The torrent's name, made safe. */
    public String name() {
        return layout.name();
    }

    /**
     * The info dictionary byte for byte as it was read: what the info hash covers and BEP 9 transfers. This is the array
     * itself, as it may have megabytes: do not change it.
     */
    public byte[] infoBytes() {
        return infoBytes;
    }

    /** Whether peers may come from the trackers alone (BEP 27). */
    public boolean isPrivate() {
        return isPrivate;
    }

    /** Tracker URLs by tier (BEP 12), none empty; a lone {@code announce} is one tier. */
    public List<List<String>> trackerTiers() {
        return envelope.trackerTiers();
    }

    /** Web seed URLs (BEP 19). */
    public List<String> webSeeds() {
        return envelope.webSeeds();
    }

    /** The comment, or null. */
    public String comment() {
        return envelope.comment();
    }

    /** The program that made the torrent, or null. */
    public String createdBy() {
        return envelope.createdBy();
    }

    /** When the torrent was made, or null. */
    public Instant creationDate() {
        return envelope.creationDate();
    }

    /** DHT nodes to start from (BEP 5). */
    public List<HostPort> nodes() {
        return envelope.nodes();
    }

    /**
     * Whether the hash of every piece is known. It is not for a version 2 torrent that came without its piece layers, such as
     * by a magnet link; they must be asked from peers first (BEP 52).
     */
    public boolean hasPieceHashes() {
        return pieceHashes.hasV1() || pieceHashes.hasLayers();
    }

    /**
     * Whether a piece has this hash: 20 bytes of SHA-1 for a version 1 or hybrid torrent, or 32 bytes, the root of the piece's
     * part of the Merkle tree, for a version 2 or hybrid torrent.
     *
     * @throws IllegalStateException    if the piece's hash is not known
     * @throws IllegalArgumentException if the hash has neither length
     */
    public boolean pieceMatches(int piece, byte[] hash) {
        return switch (hash.length) {
            case InfoHash.V1_LENGTH -> {
                requireV1();
                yield pieceHashes.matchesV1(piece, hash);
            }
            case MerkleTree.HASH -> Arrays.equals(pieceHashV2(piece), hash);
            default -> throw new IllegalArgumentException("A piece hash has 20 or 32 bytes, not " + hash.length);
        };
    }

    /** A piece's SHA-1 hash, or its 32 bytes of version 2 if the torrent is of version 2 alone; a copy. */
    public byte[] pieceHash(int piece) {
        if (!pieceHashes.hasV1()) {
            return pieceHashV2(piece);
        }
        byte[] hash = new byte[InfoHash.V1_LENGTH];
        pieceHashes.copyV1(piece, hash);
        return hash;
    }

    /** The same as {@link #pieceHash(int)}, written to the front of an array. */
    public void pieceHash(int piece, byte[] target) {
        if (pieceHashes.hasV1()) {
            pieceHashes.copyV1(piece, target);
        } else {
            System.arraycopy(pieceHashV2(piece), 0, target, 0, MerkleTree.HASH);
        }
    }

    /**
     * The root of a piece's part of its file's Merkle tree (BEP 52); a copy.
     *
     * @throws IllegalStateException if it is not known
     */
    public byte[] pieceHashV2(int piece) {
        byte[] hash = infoHashes.v2() == null ? null : pieceHashes.v2(piece);
        if (hash == null) {
            throw new IllegalStateException("The version 2 hash of piece " + piece + " of " + name() + " is not known");
        }
        return hash.clone();
    }

    /**
     * How many leaves the tree under {@link #pieceHashV2} has when filled up: as many as a whole piece has blocks, or, for a file
     * of one piece, the smallest power of two that holds the file's blocks.
     */
    public int pieceLeaves(int piece) {
        long fileLength = layout.files().get(layout.fileAt(layout.startOf(piece))).length();
        return MerkleTree.width((int) ((Math.min(fileLength, layout.pieceLength()) + Layout.BLOCK - 1) / Layout.BLOCK));
    }

    private void requireV1() {
        if (!pieceHashes.hasV1()) {
            throw new IllegalStateException(name() + " is a version 2 torrent and has no SHA-1 piece hashes");
        }
    }

    /**
     * A torrent file with this content. The info dictionary is the one read; of the other keys those known to this class are
     * written.
     */
    public byte[] toBencode() {
        Map<String, Object> torrent = new LinkedHashMap<>();
        torrent.put("info", BencodeWriter.raw(infoBytes));
        if (!trackerTiers().isEmpty()) {
            torrent.put("announce", trackerTiers().getFirst().getFirst());
            if (trackerTiers().size() > 1 || trackerTiers().getFirst().size() > 1) {
                torrent.put("announce-list", trackerTiers());
            }
        }
        if (!webSeeds().isEmpty()) {
            torrent.put("url-list", webSeeds());
        }
        if (comment() != null) {
            torrent.put("comment", comment());
        }
        if (createdBy() != null) {
            torrent.put("created by", createdBy());
        }
        if (creationDate() != null) {
            torrent.put("creation date", creationDate().getEpochSecond());
        }
        if (!nodes().isEmpty()) {
            torrent.put("nodes", nodes().stream().map(node -> List.of(node.host(), node.port())).toList());
        }
        if (pieceHashes.hasLayers()) {
            torrent.put("piece layers", pieceHashes.layersByRoot());
        }
        return BencodeWriter.write(torrent);
    }

    @Override
    public String toString() {
        return layout + " " + infoHashes.primary();
    }
}
