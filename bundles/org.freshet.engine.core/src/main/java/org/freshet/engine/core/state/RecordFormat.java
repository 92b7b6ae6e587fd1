package org.freshet.engine.core.state;

import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.freshet.engine.FilePriority;
import org.freshet.engine.RateLimits;
import org.freshet.metainfo.InfoHash;
import org.freshet.metainfo.InfoHashes;
import org.freshet.metainfo.bencode.BencodeDictionary;
import org.freshet.metainfo.bencode.BencodeException;
import org.freshet.metainfo.bencode.BencodeList;
import org.freshet.metainfo.bencode.BencodeReader;
import org.freshet.metainfo.bencode.BencodeWriter;

/** Records as bencode: compact, readable with any tool, and open to keys that a later version adds. */
final class RecordFormat {
    private RecordFormat() {
    }

    static byte[] write(TorrentRecord r) {
        Map<String, Object> d = new TreeMap<>();
        r.infoHashes().optionalV1().ifPresent(h -> d.put("v1", h.bytes()));
        r.infoHashes().optionalV2().ifPresent(h -> d.put("v2", h.bytes()));
        d.put("name", r.name());
        d.put("root", r.root().toString());
        d.put("trackers", r.trackers());
        d.put("added", r.added().toEpochMilli());
        d.put("position", r.position());
        TorrentRecord.Wish w = r.wish();
        d.put("paused", flag(w.paused()));
        d.put("sequential", flag(w.sequential()));
        d.put("super-seeding", flag(w.superSeeding()));
        d.put("limit-down", w.limits().down());
        d.put("limit-up", w.limits().up());
        d.put("wanted-glob", w.wantedGlob());
        if (!w.label().isEmpty()) {
            d.put("label", w.label());
        }
        Map<String, Object> priorities = new TreeMap<>();
        w.priorities().forEach((file, p) -> priorities.put(file.toString(), p.name()));
        d.put("priorities", priorities);
        Map<String, Object> renamed = new TreeMap<>();
        w.renamed().forEach((file, path) -> renamed.put(file.toString(), path));
        d.put("renamed", renamed);
        TorrentRecord.Tally t = r.tally();
        d.put("tally", List.of(t.total(), t.wanted(), t.done(), t.downloaded(), t.uploaded(), t.wasted()));
        return BencodeWriter.write(d);
    }

    private static long flag(boolean b) {
        return b ? 1 : 0;
    }

    /** @throws IOException where the bytes are no record */
    static TorrentRecord read(byte[] bytes) throws IOException {
        return read(bytes, new SharedValues());
    }

    /** @param shared what many records have in common is kept once */
    static TorrentRecord read(byte[] bytes, SharedValues shared) throws IOException {
        if (!(BencodeReader.read(bytes) instanceof BencodeDictionary d)) {
            throw new IOException("a torrent record is no dictionary");
        }
        InfoHash v1 = d.has("v1") ? InfoHash.v1(d.string("v1").bytes()) : null;
        InfoHash v2 = d.has("v2") ? InfoHash.v2(d.string("v2").bytes()) : null;
        List<List<String>> trackers = new ArrayList<>();
        BencodeList tiers = d.list("trackers");
        for (int i = 0; i < tiers.size(); i++) {
            trackers.add(shared.one(strings(tiers.list(i))));
        }
        BencodeList t = d.list("tally");
        try {
            return new TorrentRecord(new InfoHashes(v1, v2), d.string("name").utf8(), shared.uri(d.string("root").utf8()),
                    shared.one(List.copyOf(trackers)), wish(d, shared),
                    new TorrentRecord.Tally(t.integer(0), t.integer(1), t.integer(2), t.integer(3), t.integer(4), t.integer(5)),
                    Instant.ofEpochMilli(d.integer("added")), d.integer("position"));
        } catch (IllegalArgumentException e) {
            throw new IOException("a torrent record cannot be read: " + e.getMessage(), e);
        }
    }

    private static TorrentRecord.Wish wish(BencodeDictionary d, SharedValues shared) throws BencodeException {
        Map<Integer, FilePriority> priorities = new HashMap<>();
        BencodeDictionary p = d.dictionary("priorities");
        for (int i = 0; i < p.size(); i++) {
            String file = p.key(i).utf8();
            priorities.put(Integer.valueOf(file), FilePriority.valueOf(p.string(file).utf8()));
        }
        Map<Integer, List<String>> renamed = new HashMap<>();
        BencodeDictionary r = d.dictionary("renamed");
        for (int i = 0; i < r.size(); i++) {
            String file = r.key(i).utf8();
            renamed.put(Integer.valueOf(file), strings(r.list(file)));
        }
        return new TorrentRecord.Wish(d.integer("paused") != 0, d.integer("sequential") != 0, d.integer("super-seeding") != 0,
                shared.one(new RateLimits(d.integer("limit-down"), d.integer("limit-up"))),
                shared.one(d.string("wanted-glob").utf8()), priorities, renamed, d.has("label") ? shared.one(d.string("label").utf8()) : "");
    }

    private static List<String> strings(BencodeList list) throws BencodeException {
        List<String> out = new ArrayList<>(list.size());
        for (int i = 0; i < list.size(); i++) {
            out.add(list.string(i).utf8());
        }
        return List.copyOf(out);
    }
}
