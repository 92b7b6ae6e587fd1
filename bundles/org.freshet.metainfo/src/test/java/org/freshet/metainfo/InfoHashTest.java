package org.freshet.metainfo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InfoHashTest {
    private static final String HEX = "c12fe1c06bba254a9dc9f519b335aa7c1367a88a";
    private static final String HEX_V2 = "00112233445566778899aabbccddeeff".repeat(2);

    @Test
    void hexAndBase32MeanTheSameHash() {
        InfoHash hash = InfoHash.parse(HEX);
        assertEquals(HEX, hash.hex());
        assertEquals(hash, InfoHash.parse(HEX.toUpperCase()));
        assertEquals(hash, InfoHash.parse("YEX6DQDLXISUVHOJ6UM3GNNKPQJWPKEK"));
        assertEquals(hash, InfoHash.parse("yex6dqdlxisuvhoj6um3gnnkpqjwpkek"));
        assertFalse(hash.isV2());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "zz2fe1c06bba254a9dc9f519b335aa7c1367a88a", "YEX6DQDLXISUVHOJ6UM3GNNKPQJWPKE1",
        "c12fe1c06bba254a9dc9f519b335aa7c1367a88", "\u0661\u0661345678901234567890123456789012"})
    void whatIsNoHashIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> InfoHash.parse(text));
    }

    @Test
    void bytesAreCopiedInAndOut() {
        byte[] bytes = new byte[20];
        InfoHash hash = InfoHash.v1(bytes);
        bytes[0] = 1;
        hash.bytes()[1] = 1;
        hash.truncated()[1] = 1;
        assertEquals("00".repeat(20), hash.hex());
        assertThrows(IllegalArgumentException.class, () -> InfoHash.v1(new byte[19]));
        assertThrows(IllegalArgumentException.class, () -> InfoHash.v1(new byte[32]));
        assertThrows(IllegalArgumentException.class, () -> InfoHash.v2(new byte[20]));
    }

    @Test
    void aVersion2HashIsTruncatedToItsFront() {
        InfoHash hash = InfoHash.parse(HEX_V2);
        assertTrue(hash.isV2());
        assertArrayEquals(Arrays.copyOf(hash.bytes(), 20), hash.truncated());
        assertTrue(hash.truncatedEquals(hash.truncated()));
        assertNotEquals(hash, InfoHash.v1(hash.truncated()));
    }

    @Test
    void hashesAreOrderedByUnsignedBytes() {
        InfoHash low = InfoHash.parse("7f".repeat(20));
        InfoHash high = InfoHash.parse("80".repeat(20));
        assertTrue(low.compareTo(high) < 0);
        assertEquals(0, low.compareTo(InfoHash.parse("7f".repeat(20))));
    }

    @Test
    void aHybridMatchesBothItsHashes() {
        InfoHash v1 = InfoHash.parse(HEX);
        InfoHash v2 = InfoHash.parse(HEX_V2);
        InfoHashes hybrid = new InfoHashes(v1, v2);
        assertTrue(hybrid.isHybrid());
        assertEquals(v1, hybrid.primary());
        assertEquals(List.of(v1, v2), hybrid.all());
        assertTrue(hybrid.matches(v1.bytes()));
        assertTrue(hybrid.matches(v2.truncated()));
        assertFalse(hybrid.matches(new byte[20]));
        assertFalse(hybrid.matches(v2.bytes()));
        assertEquals(v2, InfoHashes.of(v2).primary());
        assertFalse(InfoHashes.of(v1).matches(v2.truncated()));
        assertThrows(IllegalArgumentException.class, () -> new InfoHashes(null, null));
        assertThrows(IllegalArgumentException.class, () -> new InfoHashes(v2, null));
        assertThrows(IllegalArgumentException.class, () -> new InfoHashes(null, v1));
    }

    @Test
    void anInfoDictionaryIsDescribedByItsHashesAlone() {
        byte[] info = "d4:name1:xe".getBytes(StandardCharsets.US_ASCII);
        assertTrue(new InfoHashes(InfoHash.v1Of(info), InfoHash.v2Of(info)).describe(info));
        assertFalse(new InfoHashes(InfoHash.v1Of(info), InfoHash.parse(HEX_V2)).describe(info));
        assertFalse(new InfoHashes(InfoHash.parse(HEX), null).describe(info));
    }
}
