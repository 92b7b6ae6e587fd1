package org.freshet.tracker.http.internal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.freshet.discovery.ScrapeEntry;
import org.freshet.metainfo.InfoHash;
import org.freshet.metainfo.bencode.BencodeDictionary;
import org.freshet.metainfo.bencode.BencodeString;
import org.freshet.transport.Fault;

/** Reads the answer to a scrape (BEP 48). */
final class ScrapeReply {

    private ScrapeReply() {
    }

    /** Counts of the torrents that were asked for and that the tracker knows; whatever else it tells is ignored. */
    static Map<InfoHash, ScrapeEntry> read(TrackerUrl from, HttpReply reply, List<InfoHash> asked) throws Fault.FaultException {
        if (!(BencodedReply.read(from, reply).get("files") instanceof BencodeDictionary files)) {
            throw BencodedReply.nonsense(from, "files is missing or no dictionary");
        }
        Map<InfoHash, ScrapeEntry> known = new HashMap<>();
        for (InfoHash torrent : asked) {
            if (files.get(BencodeString.of(torrent.truncated())) instanceof BencodeDictionary counts) {
                known.put(torrent, new ScrapeEntry(count(counts, "complete"), count(counts, "downloaded"),
                        count(counts, "incomplete")));
            }
        }
        return Map.copyOf(known);
    }

    private static int count(BencodeDictionary counts, String key) {
        return Math.max(0, AnnounceReply.count(counts, key));
    }
}
