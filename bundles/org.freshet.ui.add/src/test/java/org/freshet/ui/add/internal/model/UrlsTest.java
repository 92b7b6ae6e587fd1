package org.freshet.ui.add.internal.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UrlsTest {
    @Test
    void blankLinesPartTheTiers() throws Exception {
        List<List<String>> tiers = Urls.trackers("\n http://a/x \nudp://b:1\n\n\n wss://c/\n\n");
        assertEquals(List.of(List.of("http://a/x", "udp://b:1"), List.of("wss://c/")), tiers);
        assertEquals(tiers, Urls.trackers(Urls.text(tiers)));
        assertEquals(List.of(), Urls.trackers("  \n "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"hello", "ftp://a/", "http://", "http://a b/", "http:a", "/path"})
    void aWrongTrackerIsToldWithItsLine(String wrong) {
        Exception e = assertThrows(Urls.WrongLineException.class, () -> Urls.trackers("http://a/\n\n" + wrong));
        assertTrue(e.getMessage().contains("3"), e.getMessage());
    }

    @Test
    void webSeedsAreOneALine() throws Exception {
        assertEquals(List.of("http://a/", "ftp://b/c"), Urls.webSeeds("http://a/\n\n ftp://b/c"));
        assertThrows(Urls.WrongLineException.class, () -> Urls.webSeeds("udp://a:1"));
    }
}
