package org.freshet.metainfo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.freshet.metainfo.bencode.BencodeDictionary;
import org.freshet.metainfo.bencode.BencodeException;
import org.freshet.metainfo.bencode.BencodeInteger;
import org.freshet.metainfo.bencode.BencodeList;
import org.freshet.metainfo.bencode.BencodeReader;
import org.freshet.metainfo.bencode.BencodeString;
import org.freshet.metainfo.bencode.BencodeValue;
import org.freshet.metainfo.bencode.Limits;

/**
 * Reads torrent files and info dictionaries of version 1, version 2 and both (BEP 3, 5, 12, 19, 27, 47, 52).
 *
 * <p>The info dictionary is read strictly: whatever is wrong in it is a {@link MetainfoException} that names the key. File
 * names are never a reason to refuse, but are made safe by {@link SafeNames}, and then kept apart even for file systems that
 * ignore case and Unicode normal forms: folders that differ in that alone become one, a file whose name a file or folder before
 * it has becomes {@code "name (2).ext"}, and a folder whose name a file before it has becomes {@code "name (2)"}. A symlink whose
 * target is absolute or has a {@code ..} is refused. Keys around the info dictionary (trackers, comment and so on) are no part of
 * the torrent's identity: one that cannot be used is left out.
 *
 * <p>Bounds: {@link #MAX_BYTES} of input, a million files, {@link Layout#MAX_PIECES} pieces.
 */
public final class MetainfoReader {
    /** The largest torrent file that is read. */
    public static final int MAX_BYTES = 128 << 20;

    private static final int MAX_DEPTH = 64;
    private static final int LEAST_VALUES = 2_000_000;
    private static final int MOST_VALUES = 8_000_000;
    private static final int LONGEST_URL = 4096;

    private MetainfoReader() {
    }

    /** Reads a torrent file from the disk. */
    public static Metainfo read(Path torrentFile) throws IOException {
        try (InputStream in = Files.newInputStream(torrentFile)) {
            return read(in.readNBytes(MAX_BYTES + 1));
        }
    }

    /** Reads the bytes of a torrent file, which must not be changed meanwhile and are not kept. */
    public static Metainfo read(byte[] torrentFile) throws MetainfoException {
        BencodeDictionary torrent = dictionary(torrentFile, "torrent file");
        try {
            BencodeDictionary info = torrent.dictionary("info");
            BencodeString raw = torrent.raw("info");
            return read(torrent, info, raw.bytes(), raw.offset());
        } catch (BencodeException e) {
            throw new MetainfoException(e.getMessage(), e);
        }
    }

    /**
     * Makes a torrent of an info dictionary, such as one that came from peers by BEP 9. The caller has checked its hash.
     *
     * @param infoBytes the raw dictionary; kept without a copy, so it must not be changed any more
     * @param trackers  tiers of URLs
     */
    public static Metainfo fromInfo(byte[] infoBytes, List<List<String>> trackers, List<String> webSeeds)
            throws MetainfoException {
        TorrentEnvelope envelope = new TorrentEnvelope(
                trackers.stream().map(MetainfoReader::usableUrls).toList(), usableUrls(webSeeds), null, null, null, List.of());
        return fromInfo(infoBytes, envelope);
    }

    static Metainfo fromInfo(byte[] infoBytes, TorrentEnvelope envelope) throws MetainfoException {
        return fromInfo(infoBytes, envelope, null);
    }

    /** With the layers of version 2 under the roots that they hash to, or null where there are none. */
    static Metainfo fromInfo(byte[] infoBytes, TorrentEnvelope envelope, Map<BencodeString, byte[]> layers)
            throws MetainfoException {
        BencodeDictionary info = dictionary(infoBytes, "info dictionary");
        try {
            InfoDictionary.Content content = content(info, infoBytes, 0);
            if (layers != null) {
                content = content.withLayers(PieceLayers.of(layers, content.layout()));
            }
            return content.toMetainfo(infoBytes, envelope);
        } catch (BencodeException e) {
            throw new MetainfoException(e.getMessage(), e);
        }
    }

    private static BencodeDictionary dictionary(byte[] bytes, String what) throws MetainfoException {
        if (bytes.length == 0) {
            throw new MetainfoException("The " + what + " is empty");
        }
        if (bytes.length > MAX_BYTES) {
            throw new MetainfoException("The " + what + " is larger than " + (MAX_BYTES >> 20) + " MiB");
        }
        try {
            // A file of a torrent takes about six values and rarely less than eight bytes a value, so this lets through a million
            // files in a large input without letting a small one grow by its values.
            int values = Math.min(MOST_VALUES, Math.max(LEAST_VALUES, bytes.length / 8));
            BencodeValue value = BencodeReader.read(bytes, new Limits(MAX_DEPTH, values));
            if (value instanceof BencodeDictionary dictionary) {
                return dictionary;
            }
            throw new MetainfoException("The " + what + " is " + value.typeName() + ", not a dictionary");
        } catch (BencodeException e) {
            throw new MetainfoException("The " + what + " is malformed: " + e.getMessage(), e);
        }
    }

    private static InfoDictionary.Content content(BencodeDictionary info, byte[] infoBytes, int start) throws BencodeException {
        try {
            InfoDictionary.Content content = InfoDictionary.read(info, infoBytes, start, SafeNames.forThisSystem());
            boolean complete = content.infoHashes().v2() != null && !PieceLayers.needed(content.layout());
            return complete ? content.withLayers(PieceLayers.none(content.layout())) : content;
        } catch (BencodeException e) {
            throw e.within("info");
        }
    }

    private static Metainfo read(BencodeDictionary torrent, BencodeDictionary info, byte[] infoBytes, int start)
            throws BencodeException {
        InfoDictionary.Content content = content(info, infoBytes, start);
        // A torrent saved from a magnet link has no layers yet; where there are some they must be right.
        if (content.infoHashes().v2() != null && torrent.has("piece layers")) {
            BencodeDictionary layers = torrent.dictionary("piece layers");
            try {
                content = content.withLayers(PieceLayers.read(layers, content.layout()));
            } catch (BencodeException e) {
                throw e.within("piece layers");
            }
        }
        return content.toMetainfo(infoBytes, envelope(torrent));
    }

    private static TorrentEnvelope envelope(BencodeDictionary torrent) {
        return new TorrentEnvelope(trackerTiers(torrent), usableUrls(strings(torrent.get("url-list"))), text(torrent, "comment"),
                text(torrent, "created by"), creationDate(torrent), nodes(torrent));
    }

    /** BEP 12: {@code announce} counts only where there is no usable {@code announce-list}. */
    private static List<List<String>> trackerTiers(BencodeDictionary torrent) {
        List<List<String>> tiers = new ArrayList<>();
        Set<String> seen = new LinkedHashSet<>();
        if (torrent.get("announce-list") instanceof BencodeList list) {
            for (BencodeValue tier : list) {
                List<String> urls = usableUrls(strings(tier)).stream().filter(seen::add).toList();
                if (!urls.isEmpty()) {
                    tiers.add(urls);
                }
            }
        }
        List<String> announce = usableUrls(strings(torrent.get("announce")));
        return tiers.isEmpty() && !announce.isEmpty() ? List.of(announce) : tiers;
    }

    /** A string, or the strings of a list; torrents have either in many places. */
    private static List<String> strings(BencodeValue value) {
        List<String> strings = new ArrayList<>();
        if (value instanceof BencodeString string) {
            strings.add(string.utf8());
        } else if (value instanceof BencodeList list) {
            for (BencodeValue element : list) {
                if (element instanceof BencodeString string) {
                    strings.add(string.utf8());
                }
            }
        }
        return strings;
    }

    /** Those that can be a URL at all, each once: without blanks around them, and nothing with blanks or controls inside. */
    static List<String> usableUrls(List<String> urls) {
        return urls.stream().map(String::strip)
                .filter(url -> !url.isEmpty() && url.length() <= LONGEST_URL && url.chars().allMatch(c -> c > ' ' && c != 0x7f))
                .distinct().toList();
    }

    private static String text(BencodeDictionary torrent, String key) {
        BencodeValue value = torrent.get(key + ".utf-8") instanceof BencodeString utf8 ? utf8 : torrent.get(key);
        return value instanceof BencodeString string ? string.utf8() : null;
    }

    private static Instant creationDate(BencodeDictionary torrent) {
        return torrent.get("creation date") instanceof BencodeInteger seconds && seconds.value() > 0
                && seconds.value() <= Instant.MAX.getEpochSecond() ? Instant.ofEpochSecond(seconds.value()) : null;
    }

    private static List<HostPort> nodes(BencodeDictionary torrent) {
        List<HostPort> nodes = new ArrayList<>();
        if (torrent.get("nodes") instanceof BencodeList list) {
            for (BencodeValue node : list) {
                if (node instanceof BencodeList pair && pair.size() == 2 && pair.get(0) instanceof BencodeString host
                        && pair.get(1) instanceof BencodeInteger port && port.value() > 0 && port.value() <= 65535) {
                    try {
                        nodes.add(new HostPort(host.utf8(), (int) port.value()));
                    } catch (IllegalArgumentException e) {
                        // Not a host: left out like every unusable key around the info dictionary.
                        continue;
                    }
                }
            }
        }
        return nodes;
    }
}
