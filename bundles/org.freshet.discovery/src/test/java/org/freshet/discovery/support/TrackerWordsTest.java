package org.freshet.discovery.support;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

import org.junit.jupiter.api.Test;

class TrackerWordsTest {

    @Test
    void controlCharactersAndLineEndsGo() {
        assertEquals("badthing", TrackerWords.line("  bad\r\n\u001b\u2028\u202ething\u0000 ", List.of()));
    }

    @Test
    void secretsAreLeftOut() {
        assertEquals("key \u2026 is unknown, \u2026", TrackerWords.line("key abc is unknown, abc", List.of("abc")));
    }

    @Test
    void longWordsAreCutAndNoCharacterIsHalved() {
        assertEquals("x".repeat(255) + "\u2026", TrackerWords.line("x".repeat(1000), List.of()));
        assertEquals("x".repeat(256), TrackerWords.line("x".repeat(256), List.of()));
        assertEquals("x".repeat(254) + "\u2026", TrackerWords.line("x".repeat(254) + "\ud83d\ude00" + "x".repeat(9), List.of()));
    }
}
