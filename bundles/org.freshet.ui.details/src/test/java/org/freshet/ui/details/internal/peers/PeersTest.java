package org.freshet.ui.details.internal.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;

import org.freshet.engine.PeerStatus;
import org.freshet.transport.PeerAddress;
import org.freshet.ui.details.internal.EntryDialog.Entry;
import org.freshet.ui.details.internal.Messages;
import org.junit.jupiter.api.Test;

class PeersTest {

    private static PeerStatus peer(boolean wants, boolean chokes, boolean wanted, boolean choked, boolean rest) {
        return new PeerStatus(PeerAddress.tcp("10.0.0.1", 6881), "client", rest, rest, wants, chokes, wanted, choked, rest, 1, 5,
                0, 0, 0);
    }

    @Test
    void theFlagsSayWhoWantsAndWhoRefuses() {
        assertEquals("D U", PeerFlag.letters(peer(true, false, true, false, false)));
        assertEquals("d u", PeerFlag.letters(peer(true, true, true, true, false)));
        assertEquals("D u", PeerFlag.letters(peer(true, false, true, true, false)));
        assertEquals("d U", PeerFlag.letters(peer(true, true, true, false, false)));
        assertEquals("K O", PeerFlag.letters(peer(false, false, false, false, false)));
        assertEquals("", PeerFlag.letters(peer(false, true, false, true, false)));
        assertEquals("S I E", PeerFlag.letters(peer(false, true, false, true, true)));
    }

    @Test
    void theFlagsAreToldInWords() {
        String words = PeerFlag.words(peer(true, true, false, true, true));
        assertTrue(words.startsWith("10.0.0.1:6881: "), words);
        assertTrue(words.contains(Messages.flag_refused) && words.contains(Messages.flag_encrypted), words);
        assertTrue(PeerFlag.words(peer(false, true, false, true, false)).contains(Messages.flags_none));
        assertEquals(PeerFlag.values().length, PeerFlag.legend().lines().count());
    }

    @Test
    void addressesAreReadInEveryWayTheyAreWritten() {
        Entry<List<PeerAddress>> entry = PeerAddresses.parse(" 10.0.0.1:6881, [2001:db8::1]:1\nWS://host:80/path?x=1 ");
        assertNull(entry.problem());
        assertEquals(List.of("10.0.0.1:6881", "[2001:db8::1]:1", "ws://host:80/path?x=1"),
                entry.value().stream().map(PeerAddress::toString).toList());
    }

    @Test
    void whatIsNoAddressIsNamed() {
        for (String bad : new String[] {"10.0.0.1", "10.0.0.1:0", "10.0.0.1:99999", "2001:db8::1:5", "ws:///path", "://x",
                "a b:c"}) {
            assertNotNull(PeerAddresses.parse(bad).problem(), bad);
        }
        assertTrue(PeerAddresses.parse("10.0.0.1:1 nonsense").problem().contains("nonsense"));
        assertEquals(Messages.peers_hint, PeerAddresses.parse("  ").problem());
        assertNotNull(PeerAddresses.parse("10.0.0.1:1 ".repeat(201)).problem());
    }

    @Test
    void addressesAreSortedAsNumbers() {
        List<String> sorted = Stream.of("10.0.0.10", "10.0.0.9", "9.0.0.1", "10.0.0.9").map(host -> PeerAddress.tcp(host, 5))
                .sorted(PeerAddresses.ORDER).map(PeerAddress::host).toList();
        assertEquals(List.of("9.0.0.1", "10.0.0.9", "10.0.0.9", "10.0.0.10"), sorted);
    }

    @Test
    void theSumsCountWhoIsCompleteGivesAndTakes() {
        PeersSnapshot snapshot = new PeersSnapshot(List.of(peer(true, false, true, false, false)), 40);
        assertEquals(1, snapshot.complete());
        assertEquals(1, snapshot.giving());
        assertEquals(0, snapshot.taking());
    }
}
