package org.freshet.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class TextTest {

    @Test
    void bytesAreRoundedDownToOneDecimalOfTheirUnit() {
        assertEquals("0 B", Text.bytes(0));
        assertEquals("1023 B", Text.bytes(1023));
        assertEquals("1.0 KiB", Text.bytes(1024));
        assertEquals("1.4 KiB", Text.bytes(1535));
        assertEquals("1023.9 KiB", Text.bytes((1 << 20) - 1));
        assertEquals("2.8 MiB", Text.bytes(3_012_345));
        assertEquals("7.9 EiB", Text.bytes(Long.MAX_VALUE));
    }

    @Test
    void onlyTheWholeIsAHundredPercent() {
        assertEquals("0.0%", Text.percent(0));
        assertEquals("99.9%", Text.percent(0.99999));
        assertEquals("100.0%", Text.percent(1));
    }

    @Test
    void durationsGrowWithTheirSize() {
        assertEquals("0:07", Text.duration(7));
        assertEquals("12:34", Text.duration(754));
        assertEquals("1:02:03", Text.duration(3723));
        assertEquals("3 d 4 h", Text.duration(3 * 86400 + 4 * 3600 + 59));
    }

    @Test
    void controlCharactersAndTextDirectionsCannotReachTheTerminal() {
        assertEquals("a?[31mb c?d", Text.oneLine("a\u001b[31mb\nc\u202ed"));
        assertEquals("??9;x", Text.oneLine("\u009b\u00079;x"));
    }

    @Test
    void wideAndCombiningCharactersAreCountedAsTheTerminalShowsThem() {
        assertEquals(3, Text.columns("abc"));
        assertEquals(4, Text.columns("\u65e5\u672c"));
        assertEquals(1, Text.columns("e\u0301"));
        assertEquals(2, Text.columns("\ud83d\ude00"));
    }

    @Test
    void aCutTextKeepsToItsColumnsAndShowsThatSomethingIsMissing() {
        assertEquals("abcd", Text.cut("abcd", 4));
        assertEquals("abc~", Text.cut("abcde", 4));
        assertEquals("\u65e5~", Text.cut("\u65e5\u672c\u8a9e", 4));
    }
}
