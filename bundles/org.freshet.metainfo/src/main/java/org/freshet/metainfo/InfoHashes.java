package org.freshet.metainfo;

import java.util.List;
import java.util.Optional;

/**
 * The one or two info hashes of a torrent: a hybrid torrent (BEP 52) has both.
 *
 * @param v1 the version 1 hash, or null
 * @param v2 the version 2 hash, or null; at least one is present
 */
public record InfoHashes(InfoHash v1, InfoHash v2) {
    public InfoHashes {
        if (v1 == null && v2 == null) {
            throw new IllegalArgumentException("A torrent has at least one info hash");
        }
        if (v1 != null && v1.isV2() || v2 != null && !v2.isV2()) {
            throw new IllegalArgumentException("A version 1 hash has 20 bytes and a version 2 hash 32");
        }
    }

    /** The only hash, of whichever version it is. */
    public static InfoHashes of(InfoHash hash) {
        return hash.isV2() ? new InfoHashes(null, hash) : new InfoHashes(hash, null);
    }

    public Optional<InfoHash> optionalV1() {
        return Optional.ofNullable(v1);
    }

    public Optional<InfoHash> optionalV2() {
        return Optional.ofNullable(v2);
    }

    public boolean isHybrid() {
        return v1 != null && v2 != null;
    }

    /** The hash a torrent is filed under: version 1 where there is one, since more peers know it. */
    public InfoHash primary() {
        return v1 != null ? v1 : v2;
    }

    /** The hashes to announce and to listen for: one, or version 1 before version 2. */
    public List<InfoHash> all() {
        return isHybrid() ? List.of(v1, v2) : List.of(primary());
    }

    /** Whether the 20 bytes of a handshake or an announce mean this torrent. */
    public boolean matches(byte[] twentyBytes) {
        return v1 != null && v1.truncatedEquals(twentyBytes) || v2 != null && v2.truncatedEquals(twentyBytes);
    }

    /** Whether a raw info dictionary, such as one received by BEP 9, has every hash known here. Hashes the whole array. */
    public boolean describe(byte[] infoBytes) {
        return (v1 == null || v1.equals(InfoHash.v1Of(infoBytes))) && (v2 == null || v2.equals(InfoHash.v2Of(infoBytes)));
    }
}
