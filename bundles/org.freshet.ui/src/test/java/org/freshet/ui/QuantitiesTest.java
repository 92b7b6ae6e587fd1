package org.freshet.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

import org.freshet.engine.TorrentStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QuantitiesTest {
    private final Locale before = Locale.getDefault();

    @BeforeEach
    void speakEnglish() {
        Locale.setDefault(Locale.ENGLISH);
    }

    @AfterEach
    void speakAsBefore() {
        Locale.setDefault(before);
    }

    @Test
    void bytesAreCountedInPowersOf1024() {
        assertEquals("0 B", Quantities.bytes(0));
        assertEquals("1023 B", Quantities.bytes(1023));
        assertEquals("1.0 KiB", Quantities.bytes(1024));
        assertEquals("1.4 GiB", Quantities.bytes(1_503_238_553L));
        assertEquals("100 MiB", Quantities.bytes(100L << 20));
        assertEquals("8.0 EiB", Quantities.bytes(Long.MAX_VALUE));
    }

    @Test
    void whatWouldRoundTo1024IsOneOfTheNextUnit() {
        assertEquals("1.0 MiB", Quantities.bytes((1L << 20) - 1));
        assertEquals("1.0 GiB", Quantities.bytes((1L << 30) - 1));
    }

    @Test
    void theDecimalSignIsThatOfTheLanguage() {
        Locale.setDefault(Locale.GERMAN);
        assertEquals("1,4 GiB", Quantities.bytes(1_503_238_553L));
        assertEquals("42,1 %", Quantities.percent(0.421));
    }

    @Test
    void noRateIsNoText() {
        assertEquals("", Quantities.rate(0));
        assertEquals("2.0 KiB/s", Quantities.rate(2048));
    }

    @Test
    void onlyWhatIsCompleteReads100Percent() {
        assertEquals("0 %", Quantities.percent(0));
        assertEquals("42.1 %", Quantities.percent(0.421));
        assertEquals("99.9 %", Quantities.percent(0.99999));
        assertEquals("100 %", Quantities.percent(1));
    }

    @Test
    void aSpanOfTimeIsToldInItsTwoLargestUnits() {
        assertEquals("0 s", Quantities.duration(Duration.ZERO));
        assertEquals("3 m 20 s", Quantities.duration(Duration.ofSeconds(200)));
        assertEquals("2 h", Quantities.duration(Duration.ofHours(2).plusSeconds(5)));
        assertEquals("4 d 1 h", Quantities.duration(Duration.ofHours(97)));
        assertEquals("\u221e", Quantities.duration(Duration.ofSeconds(Long.MAX_VALUE)));
    }

    @Test
    void aRatioNeedsSomethingTaken() {
        assertEquals("1.52", Quantities.ratio(152, 100));
        assertEquals("", Quantities.ratio(0, 0));
        assertEquals("\u221e", Quantities.ratio(1, 0));
    }

    @Test
    void everyStateHasAWordOfItsOwn() {
        Set<String> words = new HashSet<>();
        for (TorrentStatus.State state : TorrentStatus.State.values()) {
            assertFalse(Quantities.states(state).isBlank());
            words.add(Quantities.states(state));
        }
        assertEquals(TorrentStatus.State.values().length, words.size());
    }
}
