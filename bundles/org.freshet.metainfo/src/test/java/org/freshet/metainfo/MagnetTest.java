package org.freshet.metainfo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MagnetTest {
    private static final String V1 = "c12fe1c06bba254a9dc9f519b335aa7c1367a88a";
    private static final String V2 = "caf1e1c30e81cb361b9ee167c4aa64228a7fa4fa9f6105232b28ad099f3a302e";

    @Test
    void everyKnownParameterIsRead() throws Exception {
        Magnet magnet = Magnet.parse("magnet:?xt=urn:btih:" + V1 + "&xt=urn:btmh:1220" + V2
                + "&dn=A+film%20%C3%A4&tr=http%3A%2F%2Ft.example%2Fannounce%3Fa%3Db%2Bc&tr=udp://u.example:1"
                + "&ws=http://w.example/d/&x.pe=10.0.0.1:6881&x.pe=%5B::1%5D:6882&so=0,2,4-6&xl=100&kt=x");
        assertEquals(V1, magnet.infoHashes().v1().hex());
        assertEquals(V2, magnet.infoHashes().v2().hex());
        assertEquals("A film \u00e4", magnet.displayName());
        assertEquals(List.of("http://t.example/announce?a=b+c", "udp://u.example:1"), magnet.trackers());
        assertEquals(List.of("http://w.example/d/"), magnet.webSeeds());
        assertEquals(List.of(new HostPort("10.0.0.1", 6881), new HostPort("::1", 6882)), magnet.peers());
        assertEquals(List.of(0, 2, 4, 5, 6), IntStream.range(0, 100).filter(magnet::selects).boxed().toList());
        assertEquals(magnet, Magnet.parse(magnet.toString()));
    }

    @Test
    void aBareHashIsEnough() throws Exception {
        Magnet magnet = Magnet.parse("  MAGNET:?xt=URN:BTIH:" + V1.toUpperCase() + "\n");
        assertEquals(InfoHashes.of(InfoHash.parse(V1)), magnet.infoHashes());
        assertNull(magnet.displayName());
        assertTrue(magnet.selects(12345));
        assertEquals("magnet:?xt=urn:btih:" + V1, magnet.toString());
    }

    @Test
    void numberedKeysAndBase32AreRead() throws Exception {
        Magnet magnet = Magnet.parse("magnet:?xt.1=urn:btih:YEX6DQDLXISUVHOJ6UM3GNNKPQJWPKEK&tr.1=http://a/&tr.2=http://b/"
                + "&xt.2=urn:sha1:YNCKHTQCWBTRNJIV4WNAE52SJUQCZO5C");
        assertEquals(V1, magnet.infoHashes().primary().hex());
        assertEquals(List.of("http://a/", "http://b/"), magnet.trackers());
    }

    @Test
    void unusableTrackersAndStrayPercentSignsDoNoHarm() throws Exception {
        Magnet magnet = Magnet.parse("magnet:?xt=urn:btih:" + V1 + "&tr=&tr=%20&tr=http://a%0Ab/&tr=http://a/"
                + "&tr=http://a/&dn=100% real%&x");
        assertEquals(List.of("http://a/"), magnet.trackers());
        assertEquals("100% real%", magnet.displayName());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "http://example.org/|begins with", "magnet:|begins with", "magnet:?|names no torrent", "magnet:?dn=x|names no torrent",
        "magnet:?xt=urn:sha1:YNCKHTQCWBTRNJIV4WNAE52SJUQCZO5C|names no torrent",
        "magnet:?xt=urn:btih:123|xt is wrong", "magnet:?xt=urn:btih:" + V2 + "|20 bytes",
        "magnet:?xt=urn:btmh:1220" + V1 + "|32 bytes", "magnet:?xt=urn:btmh:1114" + V1 + "|names no torrent",
        "magnet:?xt=urn:btih:" + V1 + "&xt=urn:btih:0000000000000000000000000000000000000000|two different",
        "magnet:?xt=urn:btih:" + V1 + "&x.pe=nowhere|x.pe is wrong",
        "magnet:?xt=urn:btih:" + V1 + "&so=a|so is wrong", "magnet:?xt=urn:btih:" + V1 + "&so=5-2|from 5 to 2",
        "magnet:?xt=urn:btih:" + V1 + "&so=-1|so is wrong", "magnet:?xt=urn:btih:" + V1 + "&so=99999999999|no file index"})
    void wrongLinksAreRefusedWithTheirReason(String link, String reason) {
        MetainfoException e = assertThrows(MetainfoException.class, () -> Magnet.parse(link));
        assertTrue(e.getMessage().contains(reason), e.getMessage());
    }

    @Test
    void hugeRangesCostNothing() throws Exception {
        Magnet magnet = Magnet.parse("magnet:?xt=urn:btih:" + V1 + "&so=0-999999999");
        assertTrue(magnet.selects(999_999_999));
        assertFalse(magnet.selects(-1));
    }

    @Test
    void aTorrentsLinkHasItsTrackersAndSeeds() throws Exception {
        Metainfo torrent = MetainfoReader.fromInfo(TestTorrents.encodedInfo(TestTorrents.single(100)),
                List.of(List.of("http://a/", "http://b/"), List.of("udp://c:1")), List.of("http://w/"));
        Magnet magnet = Magnet.of(torrent);
        assertEquals(torrent.infoHashes(), magnet.infoHashes());
        assertEquals(List.of("http://a/", "http://b/", "udp://c:1"), magnet.trackers());
        assertEquals(List.of("http://w/"), magnet.webSeeds());
        assertEquals(torrent.name(), magnet.displayName());
        assertEquals(magnet, Magnet.parse(magnet.toString()));
    }
}
