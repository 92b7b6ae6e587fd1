package org.freshet.metainfo.bencode;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BencodeReaderTest {
    private static BencodeValue read(String text) throws BencodeException {
        return BencodeReader.read(text.getBytes(ISO_8859_1));
    }

    @ParameterizedTest
    @CsvSource({"i0e,0", "i1e,1", "i-1e,-1", "i10e,10", "i9223372036854775807e,9223372036854775807",
        "i-9223372036854775808e,-9223372036854775808"})
    void integersAreRead(String text, long expected) throws Exception {
        assertEquals(new BencodeInteger(expected), read(text));
    }

    @Test
    void allTypesAreReadNested() throws Exception {
        BencodeDictionary outer = (BencodeDictionary) read("d1:ai7e1:bl2:xy0:led1:zi1eee1:c3:\0\u00ffqe");
        assertEquals(7, outer.integer("a"));
        BencodeList list = outer.list("b");
        assertEquals(4, list.size());
        assertEquals("xy", list.string(0).utf8());
        assertEquals(0, list.string(1).length());
        assertTrue(list.list(2).isEmpty());
        assertEquals(1, list.dictionary(3).integer("z"));
        assertEquals(List.of((byte) 0, (byte) 0xff, (byte) 'q'),
                List.of(outer.string("c").byteAt(0), outer.string("c").byteAt(1), outer.string("c").byteAt(2)));
        assertEquals(3, outer.size());
        assertNull(outer.get("d"));
        assertFalse(outer.has("aa"));
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', value = {
        "``|ends in the middle", "i|ends in the middle", "i1|ends in the middle", "l|ends in the middle",
        "li1e|ends in the middle",
        "d|ends in the middle", "d1:a|ends in the middle", "d1:ai1e|ends in the middle", "1|ends in the middle",
        "2:a|longer than the rest", "99999999999999999999:a|longer than the rest", "2147483648:a|longer than the rest",
        "2147483647:a|longer than the rest",
        "ie|no digits", "i-e|no digits", "i-0e|negative zero", "i00e|leading zero", "i01e|leading zero", "i-01e|leading zero",
        "i+1e|cannot hold '+'", "i1.5e|cannot hold '.'", "i 1e|cannot hold byte 0x20",
        "i--1e|cannot hold '-'", "i1-e|cannot hold '-'",
        "i9223372036854775808e|64 bits", "i-9223372036854775809e|64 bits", "i99999999999999999999999e|64 bits",
        "00:|leading zero", "01:a|leading zero", "1a:x|cannot hold 'a'", "-1:a|cannot start with '-'",
        "x|cannot start with 'x'", "e|cannot start with 'e'", "<html>|cannot start with '<'",
        "di1ei2ee|key must be a string", "dle1:ae|key must be a string", "d1:ae|cannot start with 'e'",
        "d1:ai1e1:ai2ee|twice", "d1:bi1e1:ai2e1:bi3ee|twice", "d0:i1e0:i2ee|twice",
        "i1ei2e|3 bytes follow", "lee|1 bytes follow"}, delimiter = '|')
    void malformedInputIsRefusedWithItsReason(String text, String reason) {
        BencodeException e = assertThrows(BencodeException.class, () -> read(text));
        assertTrue(e.getMessage().contains(reason), e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"d8:announce3:abc4:infod6:lengthi5e4:name1:xee", "li1ei-22e3:abcd1:ald1:bi1eeeee"})
    void everyTruncationIsRefused(String text) throws Exception {
        read(text);
        for (int length = 0; length < text.length(); length++) {
            String part = text.substring(0, length);
            assertThrows(BencodeException.class, () -> read(part), part);
        }
    }

    @Test
    void unsortedKeysAreToleratedAndSorted() throws Exception {
        BencodeDictionary dictionary = (BencodeDictionary) read("d1:ci3e1:ai1e2:aai2ee");
        assertEquals(1, dictionary.integer("a"));
        assertEquals(2, dictionary.integer("aa"));
        assertEquals(3, dictionary.integer("c"));
        assertEquals("a", dictionary.key(0).utf8());
        assertEquals("c", dictionary.key(2).utf8());
    }

    @Test
    void keysAreComparedAsUnsignedBytes() throws Exception {
        BencodeDictionary dictionary = (BencodeDictionary) read("d1:zi1e2:\u00c3\u00a4i2ee");
        assertEquals(2, dictionary.integer("\u00e4"));
        assertEquals("z", dictionary.key(0).utf8());
        assertEquals(new BencodeInteger(1), dictionary.get(BencodeString.of("z")));
    }

    @Test
    void rawBytesAreThoseOfTheInputHoweverUncanonical() throws Exception {
        BencodeDictionary dictionary = (BencodeDictionary) read("d4:infod1:b3:e:e1:ali-5e2:xyee1:z1:ye");
        assertEquals("d1:b3:e:e1:ali-5e2:xyee", dictionary.raw("info").utf8());
        assertEquals(7, dictionary.raw("info").offset());
        assertEquals("1:y", dictionary.raw("z").utf8());
        assertThrows(BencodeException.class, () -> dictionary.raw("nothing"));
    }

    @Test
    void aPrefixTellsWhereItEnds() throws Exception {
        byte[] message = "xxd8:msg_typei1ee\0piece data".getBytes(ISO_8859_1);
        BencodeReader.Prefix prefix = BencodeReader.readPrefix(message, 2, message.length - 2, Limits.MESSAGE);
        assertEquals(17, prefix.end());
        assertEquals(1, ((BencodeDictionary) prefix.value()).integer("msg_type"));
    }

    @Test
    void aPartOfAnArrayDoesNotSeeWhatLiesBehindIt() {
        byte[] source = "5:abcde".getBytes(ISO_8859_1);
        BencodeException e = assertThrows(BencodeException.class, () -> BencodeReader.readPrefix(source, 0, 6, Limits.DEFAULT));
        assertTrue(e.getMessage().contains("longer than the rest of the input (4 bytes)"), e.getMessage());
        assertThrows(IndexOutOfBoundsException.class, () -> BencodeReader.read(source, 0, 8, Limits.DEFAULT));
    }

    @Test
    void depthIsBounded() throws Exception {
        read("l".repeat(64) + "e".repeat(64));
        assertThrows(BencodeException.class, () -> read("l".repeat(65) + "e".repeat(65)));
        assertThrows(BencodeException.class, () -> read("d1:a".repeat(65) + "i1e" + "e".repeat(65)));
        assertThrows(BencodeException.class, () -> read("l".repeat(1_000_000)));
    }

    @Test
    void theNumberOfValuesIsBounded() throws Exception {
        Limits limits = new Limits(4, 10);
        BencodeReader.read(("l" + "i0e".repeat(9) + "e").getBytes(ISO_8859_1), limits);
        for (String tooMany : List.of("l" + "i0e".repeat(10) + "e", "l" + "le".repeat(10) + "e", "l" + "0:".repeat(10) + "e",
                "d1:ai0e1:bi0e1:ci0e1:di0e1:ei0ee")) {
            assertThrows(BencodeException.class, () -> BencodeReader.read(tooMany.getBytes(ISO_8859_1), limits), tooMany);
        }
        byte[] tenMegabytes = ("l" + "i0e".repeat(3_500_000) + "e").getBytes(ISO_8859_1);
        assertThrows(BencodeException.class, () -> BencodeReader.read(tenMegabytes));
    }

    @Test
    void typedAccessorsNameThePathOfWhatIsWrong() throws Exception {
        BencodeDictionary dictionary = (BencodeDictionary) read("d1:ali1e1:xe1:bi2ee");
        assertEquals("c is missing", assertThrows(BencodeException.class, () -> dictionary.string("c")).getMessage());
        BencodeException wrong = assertThrows(BencodeException.class, () -> dictionary.list("b"));
        assertEquals("b is an integer, not a list", wrong.getMessage());
        BencodeException inList = assertThrows(BencodeException.class, () -> dictionary.list("a").integer(1));
        assertEquals("info.a[1] is a string, not an integer", inList.within("a").within("info").getMessage());
        assertEquals("info.a[1]", inList.within("a").within("info").path());
        assertEquals("[2] is missing (the list has 2 elements)",
                assertThrows(BencodeException.class, () -> dictionary.list("a").string(2)).getMessage());
        assertEquals(9, dictionary.integer("c", 9));
        assertEquals(2, dictionary.integer("b", 9));
        assertTrue(dictionary.optionalString("c").isEmpty());
        assertThrows(BencodeException.class, () -> dictionary.optionalString("b"));
        assertThrows(BencodeException.class, () -> dictionary.optionalDictionary("b"));
        assertThrows(BencodeException.class, () -> dictionary.optionalList("b"));
    }

    @Test
    void equalityIsByContent() throws Exception {
        String text = "d1:ali1e1:xe1:bd1:zi2eee";
        assertEquals(read(text), read(text));
        assertEquals(read(text).hashCode(), read(text).hashCode());
        assertNotEquals(read(text), read("d1:ali1e1:ye1:bd1:zi2eee"));
    }

    @Test
    void malformedUtf8IsDecodedWithReplacements() throws Exception {
        assertEquals("a\ufffdb", ((BencodeString) read("3:a\u00ffb")).utf8());
    }

    @Test
    void stringsShowThemselvesShortAndWithoutControlCharacters() throws Exception {
        assertEquals("\"abc\"", read("3:abc").toString());
        assertEquals("0x00ff", read("2:\0\u00ff").toString());
        assertTrue(read("1000:" + "x".repeat(1000)).toString().length() < 100);
    }
}
