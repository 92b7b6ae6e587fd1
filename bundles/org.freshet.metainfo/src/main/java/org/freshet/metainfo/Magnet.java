package org.freshet.metainfo;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A magnet link (BEP 9, 53; version 2 hashes as in BEP 52).
 *
 * @param infoHashes    {@code xt}: urn:btih and urn:btmh
 * @param displayName   {@code dn}, as it was given and so not safe as a file name; or null
 * @param trackers      {@code tr}
 * @param webSeeds      {@code ws}
 * @param peers         {@code x.pe}
 * @param selectedFiles {@code so}; empty means all files
 */
public record Magnet(InfoHashes infoHashes, String displayName, List<String> trackers, List<String> webSeeds,
        List<HostPort> peers, List<FileRange> selectedFiles) {
    private static final int LONGEST = 1 << 20;
    private static final String SCHEME = "magnet:?";
    private static final String BTIH = "urn:btih:";
    /** Multihash: the hash is SHA-256 (0x12) and has 32 bytes (0x20). */
    private static final String BTMH_SHA256 = "urn:btmh:1220";

    /**
     * File indexes from a first to a last one, both selected.
     *
     * @param first not negative
     * @param last  not less than the first
     */
    public record FileRange(int first, int last) {
        public FileRange {
            if (first < 0 || last < first) {
                throw new IllegalArgumentException("No range of files goes from " + first + " to " + last);
            }
        }

        @Override
        public String toString() {
            return first == last ? Integer.toString(first) : first + "-" + last;
        }
    }

    public Magnet {
        trackers = List.copyOf(trackers);
        webSeeds = List.copyOf(webSeeds);
        peers = List.copyOf(peers);
        selectedFiles = List.copyOf(selectedFiles);
    }

    /** A link to a torrent with all its trackers and web seeds. */
    public static Magnet of(Metainfo torrent) {
        List<String> trackers = torrent.trackerTiers().stream().flatMap(List::stream).distinct().toList();
        return new Magnet(torrent.infoHashes(), torrent.name(), trackers, torrent.webSeeds(), List.of(), List.of());
    }

    /** Whether a file is selected; all are if the link names none. */
    public boolean selects(int file) {
        return selectedFiles.isEmpty() || selectedFiles.stream().anyMatch(range -> range.first() <= file && file <= range.last());
    }

    /**
     * Reads a link. Parameters that are not known, and URLs that cannot be any, are passed over; the other known ones must be
     * well-formed.
     */
    public static Magnet parse(String link) throws MetainfoException {
        String trimmed = link.strip();
        if (trimmed.length() > LONGEST) {
            throw new MetainfoException("The magnet link is longer than " + LONGEST + " characters");
        }
        if (!trimmed.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw new MetainfoException("A magnet link begins with \"" + SCHEME + "\"");
        }
        Parser parser = new Parser();
        for (String parameter : trimmed.substring(SCHEME.length()).split("&")) {
            parser.parameter(parameter);
        }
        return parser.finish();
    }

    private static final class Parser {
        private InfoHash v1;
        private InfoHash v2;
        private String displayName;
        private final Set<String> trackers = new LinkedHashSet<>();
        private final Set<String> webSeeds = new LinkedHashSet<>();
        private final Set<HostPort> peers = new LinkedHashSet<>();
        private final List<FileRange> selectedFiles = new ArrayList<>();

        void parameter(String parameter) throws MetainfoException {
            int equals = parameter.indexOf('=');
            if (equals < 0) {
                return;
            }
            String key = withoutNumber(parameter.substring(0, equals));
            String raw = parameter.substring(equals + 1);
            try {
                switch (key) {
                    case "xt" -> exactTopic(decoded(raw));
                    case "dn" -> displayName = decoded(raw.replace('+', ' '));
                    case "tr" -> trackers.addAll(MetainfoReader.usableUrls(List.of(decoded(raw))));
                    case "ws" -> webSeeds.addAll(MetainfoReader.usableUrls(List.of(decoded(raw))));
                    case "x.pe" -> peers.add(HostPort.parse(decoded(raw)));
                    case "so" -> selectedFiles.addAll(ranges(decoded(raw)));
                    default -> {
                        // Other parameters, such as xl and kt, say nothing that is needed.
                    }
                }
            } catch (IllegalArgumentException e) {
                throw new MetainfoException("The magnet link's " + key + " is wrong: " + e.getMessage(), e);
            }
        }

        /** Several values of a key may be told apart by numbers: {@code xt.1}, {@code tr.2}. */
        private static String withoutNumber(String key) {
            int dot = key.lastIndexOf('.');
            boolean numbered = dot > 0 && dot < key.length() - 1
                    && key.substring(dot + 1).chars().allMatch(c -> c >= '0' && c <= '9');
            return numbered ? key.substring(0, dot) : key;
        }

        private void exactTopic(String topic) {
            if (topic.regionMatches(true, 0, BTIH, 0, BTIH.length())) {
                InfoHash hash = InfoHash.parse(topic.substring(BTIH.length()));
                if (hash.isV2()) {
                    throw new IllegalArgumentException("urn:btih takes a hash of 20 bytes, not 32");
                }
                v1 = same(v1, hash);
            } else if (topic.regionMatches(true, 0, BTMH_SHA256, 0, BTMH_SHA256.length())) {
                InfoHash hash = InfoHash.parse(topic.substring(BTMH_SHA256.length()));
                if (!hash.isV2()) {
                    throw new IllegalArgumentException("urn:btmh:1220 takes a hash of 32 bytes, not 20");
                }
                v2 = same(v2, hash);
            }
        }

        private static InfoHash same(InfoHash before, InfoHash hash) {
            if (before != null && !before.equals(hash)) {
                throw new IllegalArgumentException("it names two different torrents, " + before + " and " + hash);
            }
            return hash;
        }

        private static List<FileRange> ranges(String text) {
            List<FileRange> ranges = new ArrayList<>();
            for (String range : text.split(",")) {
                int dash = range.indexOf('-');
                int first = index(dash < 0 ? range : range.substring(0, dash));
                ranges.add(new FileRange(first, dash < 0 ? first : index(range.substring(dash + 1))));
            }
            return ranges;
        }

        private static int index(String digits) {
            if (digits.isEmpty() || digits.length() > 9 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
                throw new IllegalArgumentException("\"" + digits + "\" is no file index");
            }
            return Integer.parseInt(digits);
        }

        Magnet finish() throws MetainfoException {
            if (v1 == null && v2 == null) {
                throw new MetainfoException("The magnet link has no xt=urn:btih: or xt=urn:btmh:1220 and so names no torrent");
            }
            return new Magnet(new InfoHashes(v1, v2), displayName, List.copyOf(trackers), List.copyOf(webSeeds),
                    List.copyOf(peers), selectedFiles);
        }
    }

    /**
     * Percent-decoding alone: a plus sign stays, as it is one in a URL's path. A percent sign without two hex digits behind it
     * stays too: people paste names such as "100% real" into links.
     */
    private static String decoded(String text) {
        byte[] source = text.getBytes(StandardCharsets.UTF_8);
        byte[] target = new byte[source.length];
        int length = 0;
        for (int i = 0; i < source.length; i++) {
            boolean escape = source[i] == '%' && i + 2 < source.length
                    && Character.digit(source[i + 1], 16) >= 0 && Character.digit(source[i + 2], 16) >= 0;
            if (escape) {
                target[length++] = (byte) (Character.digit(source[i + 1], 16) << 4 | Character.digit(source[i + 2], 16));
                i += 2;
            } else {
                target[length++] = source[i];
            }
        }
        return new String(target, 0, length, StandardCharsets.UTF_8);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** The link. */
    @Override
    public String toString() {
        List<String> parameters = new ArrayList<>();
        infoHashes.optionalV1().ifPresent(hash -> parameters.add("xt=" + BTIH + hash));
        infoHashes.optionalV2().ifPresent(hash -> parameters.add("xt=" + BTMH_SHA256 + hash));
        if (displayName != null) {
            parameters.add("dn=" + encoded(displayName));
        }
        trackers.forEach(url -> parameters.add("tr=" + encoded(url)));
        webSeeds.forEach(url -> parameters.add("ws=" + encoded(url)));
        peers.forEach(peer -> parameters.add("x.pe=" + peer));
        if (!selectedFiles.isEmpty()) {
            parameters.add("so=" + String.join(",", selectedFiles.stream().map(FileRange::toString).toList()));
        }
        return SCHEME + String.join("&", parameters);
    }
}
