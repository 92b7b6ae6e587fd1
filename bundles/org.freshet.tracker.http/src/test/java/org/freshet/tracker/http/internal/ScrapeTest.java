package org.freshet.tracker.http.internal;

import static org.freshet.tracker.http.internal.ScriptedServer.body;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import org.freshet.discovery.ScrapeEntry;
import org.freshet.metainfo.InfoHash;
import org.freshet.transport.Fault;
import org.junit.jupiter.api.Test;

/** BEP 48. */
class ScrapeTest extends TrackerFixture {
    private static final InfoHash A = InfoHash.v1("aaaaaaaaaaaaaaaaaaaa".getBytes());
    private static final InfoHash B = InfoHash.v2("bbbbbbbbbbbbbbbbbbbbBBBBBBBBBBBB".getBytes());
    private static final InfoHash C = InfoHash.v1("cccccccccccccccccccc".getBytes());

    @Test
    void severalTorrentsAreAskedAtOnceAndTheUnknownOnesAreMissing() throws Exception {
        ScriptedServer server = serve(body("d5:filesd20:aaaaaaaaaaaaaaaaaaaad8:completei1e10:downloadedi2e10:incompletei3ee"
                + "20:bbbbbbbbbbbbbbbbbbbbd8:completei-7e10:incomplete1:xe20:ddddddddddddddddddddd8:completei1eee5:flagsdee"));
        Map<InfoHash, ScrapeEntry> known = get(client.scrape(server.uri("/x/announce.php?passkey=k"), List.of(A, B, C),
                route(GENEROUS)));
        assertEquals(Map.of(A, new ScrapeEntry(1, 2, 3), B, new ScrapeEntry(0, 0, 0)), known);
        assertEquals("/x/scrape.php?passkey=k&info_hash=aaaaaaaaaaaaaaaaaaaa"
                + "&info_hash=bbbbbbbbbbbbbbbbbbbb&info_hash=cccccccccccccccccccc",
                server.requests.getFirst().target());
    }

    @Test
    void aTrackerWithoutAnAnnouncePathCannotBeScraped() {
        Fault fault = fault(client.scrape(URI.create("http://tracker.example/announce/x?announce"), List.of(A), route(GENEROUS)));
        assertEquals(Fault.Kind.UNSUPPORTED, fault.kind());
        assertTrue(fault.message().startsWith("tracker tracker.example/announce/x has no scrape"), fault.message());
    }

    @Test
    void moreThan64TorrentsAreRefusedAndNoneIsNotAsked() throws Exception {
        URI tracker = URI.create("http://tracker.example/announce");
        assertEquals(Fault.Kind.UNSUPPORTED, fault(client.scrape(tracker, Collections.nCopies(65, A), route(GENEROUS))).kind());
        assertEquals(Map.of(), get(client.scrape(tracker, List.of(), route(GENEROUS))));
    }

    @Test
    void aRefusalAndAnAnswerWithoutFilesAreFaults() throws Exception {
        ScriptedServer refusing = serve(body("d14:failure reason2:noe"));
        assertEquals(Fault.Kind.DENIED, fault(client.scrape(refusing.uri("/announce"), List.of(A), route(GENEROUS))).kind());
        ScriptedServer odd = serve(body("d5:fileslee"));
        Fault fault = fault(client.scrape(odd.uri("/announce"), List.of(A), route(GENEROUS)));
        assertEquals(new Fault(Fault.Kind.PROTOCOL,
                "tracker 127.0.0.1:" + odd.port() + "/scrape answered nonsense: files is missing or no dictionary"), fault);
    }
}
