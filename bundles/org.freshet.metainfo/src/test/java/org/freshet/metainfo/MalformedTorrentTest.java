package org.freshet.metainfo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each way in which a torrent can be wrong is refused, with a message that says which key and how. */
class MalformedTorrentTest {
    private static Arguments single(String message, Consumer<Map<String, Object>> spoil) {
        Map<String, Object> info = TestTorrents.single(40_000);
        spoil.accept(info);
        return Arguments.of(message, info);
    }

    private static Arguments spoiltFile(String message, Consumer<Map<String, Object>> spoil) {
        Map<String, Object> file = TestTorrents.file(5, "c");
        Map<String, Object> info = TestTorrents.multi(List.of(TestTorrents.file(1, "a"), TestTorrents.file(2, "b"), file));
        spoil.accept(file);
        return Arguments.of(message, info);
    }

    private static Consumer<Map<String, Object>> put(String key, Object value) {
        return map -> map.put(key, value);
    }

    private static Consumer<Map<String, Object>> remove(String key) {
        return map -> map.remove(key);
    }

    static Stream<Arguments> wrongInfo() {
        return Stream.of(
                single("info.name is missing", remove("name")),
                single("info.name is an integer, not a string", put("name", 5)),
                single("info.name.utf-8 is a list, not a string", put("name.utf-8", List.of())),
                single("info.piece length is missing", remove("piece length")),
                single("info.piece length is 0, not 1 to 536870912", put("piece length", 0)),
                single("info.piece length is -1, not 1 to 536870912", put("piece length", -1)),
                single("info.piece length is 536870913, not 1 to 536870912", put("piece length", 536870913)),
                single("info.piece length is 9223372036854775807, not 1 to 536870912", put("piece length", Long.MAX_VALUE)),
                single("info.piece length is a string, not an integer", put("piece length", "x")),
                single("info.pieces is missing", remove("pieces")),
                single("info.pieces is a dictionary, not a string", put("pieces", Map.of())),
                single("info.pieces has 40 bytes, but the hashes of 3 pieces have 60", put("pieces", new byte[40])),
                single("info.pieces has 59 bytes, but the hashes of 3 pieces have 60", put("pieces", new byte[59])),
                single("info.pieces has 80 bytes, but the hashes of 3 pieces have 60", put("pieces", new byte[80])),
                single("info.pieces has 0 bytes, but the hashes of 3 pieces have 60", put("pieces", "")),
                single("info.length is missing, and so is files", remove("length")),
                single("info.length is negative (-5)", put("length", -5)),
                single("info.length is a list, not an integer", put("length", List.of())),
                single("info.length has nothing but empty files, so there is nothing to transfer", put("length", 0)),
                single("info.length stands beside files, of which a torrent has only one", put("files", List.of())),
                single("info.piece length is 16384, which makes more than 8388608 pieces of 9223372036854775807 bytes",
                        put("length", Long.MAX_VALUE)),
                single("info.private is a string, not an integer", put("private", "1")),
                single("info.pieces is missing, and meta version 3 is not supported",
                        remove("pieces").andThen(put("meta version", 3))),
                single("info.meta version is a string, not an integer", put("meta version", "2")),
                single("info.file tree is missing", put("meta version", 2)),
                spoiltFile("info.files[2].length is negative (-5)", put("length", -5)),
                spoiltFile("info.files[2].length is missing", remove("length")),
                spoiltFile("info.files[2].length is a string, not an integer", put("length", "5")),
                spoiltFile("info.files has lengths whose sum does not fit in 63 bits", put("length", Long.MAX_VALUE)),
                spoiltFile("info.files[2].path is missing", remove("path")),
                spoiltFile("info.files[2].path is a string, not a list", put("path", "c")),
                spoiltFile("info.files[2].path is empty", put("path", List.of())),
                spoiltFile("info.files[2].path[1] is an integer, not a string", put("path", List.of("a", 1))),
                spoiltFile("info.files[2].path has 129 components, more than 128", put("path", Collections.nCopies(129, "a"))),
                spoiltFile("info.files[2].attr is an integer, not a string", put("attr", 1)),
                spoiltFile("info.files[2].length is 5, but a symlink has no content", put("attr", "l")),
                spoiltFile("info.files[2].symlink path is missing", put("attr", "l").andThen(put("length", 0))),
                spoiltFile("info.files[2].symlink path leads out of the torrent (\"..\")", link("a", "..", "..")),
                spoiltFile("info.files[2].symlink path leads out of the torrent (\"/etc\")", link("/etc")),
                spoiltFile("info.files[2].symlink path leads out of the torrent (\"\")", link("", "etc")),
                spoiltFile("info.files[2].symlink path leads out of the torrent (\".\")", link(".")),
                spoiltFile("info.files[2].symlink path leads out of the torrent (\"..\\x\")", link("..\\x")),
                spoiltFile("info.files[2].symlink path is empty", link()),
                spoiltFile("info.files[2].symlink path[0] is an integer, not a string", link(1)));
    }

    private static Consumer<Map<String, Object>> link(Object... target) {
        return put("attr", "l").andThen(put("length", 0)).andThen(put("symlink path", List.of(target)));
    }

    @ParameterizedTest
    @MethodSource("wrongInfo")
    void aWrongInfoDictionaryIsRefusedWithItsKey(String message, Map<String, Object> info) {
        assertEquals(message, assertThrows(MetainfoException.class, () -> TestTorrents.read(info)).getMessage());
        byte[] infoBytes = TestTorrents.encodedInfo(info);
        MetainfoException alone = assertThrows(MetainfoException.class,
                () -> MetainfoReader.fromInfo(infoBytes, List.of(), List.of()));
        assertEquals(message, alone.getMessage());
    }

    @Test
    void listsOfFilesThatCannotBeAreRefused() {
        Map<String, Object> info = TestTorrents.multi(List.of(TestTorrents.file(5, "a")));
        assertRefused("info.files is empty", spoilt(info, "files", List.of()));
        assertRefused("info.files is a string, not a list", spoilt(info, "files", "x"));
        assertRefused("info.files[0] is an integer, not a dictionary", spoilt(info, "files", List.of(1)));
        assertRefused("info.files has nothing but empty files, so there is nothing to transfer",
                spoilt(info, "files", List.of(TestTorrents.file(0, "a"), TestTorrents.file(0, "b"))));
        assertRefused("info.files has 1000001 files, more than 1000000",
                spoilt(info, "files", Collections.nCopies(1_000_001, TestTorrents.file(1, "n".repeat(30)))));
    }

    private static Map<String, Object> spoilt(Map<String, Object> info, String key, Object value) {
        Map<String, Object> spoilt = new TreeMap<>(info);
        spoilt.put(key, value);
        return spoilt;
    }

    private static void assertRefused(String message, Map<String, Object> info) {
        assertEquals(message, assertThrows(MetainfoException.class, () -> TestTorrents.read(info)).getMessage());
    }

    static Stream<Arguments> wrongFiles() {
        return Stream.of(
                Arguments.of("The torrent file is empty", ""),
                Arguments.of("The torrent file is malformed: at byte 0: a value cannot start with '<'", "<!DOCTYPE html>"),
                Arguments.of("The torrent file is a list, not a dictionary", "le"),
                Arguments.of("The torrent file is an integer, not a dictionary", "i5e"),
                Arguments.of("The torrent file is malformed: at byte 2: 1 bytes follow the end of the value", "dex"),
                Arguments.of("The torrent file is malformed: at byte 7: the input ends in the middle of a value", "d4:info"),
                Arguments.of("The torrent file is malformed: at byte 0: the dictionary holds the key \"info\" twice",
                        "d4:infode4:infodee"),
                Arguments.of("info is missing", "d1:ai1ee"),
                Arguments.of("info is missing", "de"),
                Arguments.of("info is an integer, not a dictionary", "d4:infoi1ee"),
                Arguments.of("info.pieces is missing", "d4:infodee"));
    }

    @ParameterizedTest
    @MethodSource("wrongFiles")
    void whatIsNoTorrentIsRefusedWithItsReason(String message, String file) {
        byte[] bytes = file.getBytes(StandardCharsets.UTF_8);
        assertEquals(message, assertThrows(MetainfoException.class, () -> MetainfoReader.read(bytes)).getMessage());
    }

    @Test
    void aFileOfMoreThan128MiBIsRefusedUnread() {
        byte[] large = new byte[MetainfoReader.MAX_BYTES + 1];
        assertEquals("The torrent file is larger than 128 MiB",
                assertThrows(MetainfoException.class, () -> MetainfoReader.read(large)).getMessage());
    }

    @Test
    void aSmallFileCannotGrowByItsNumberOfValues() {
        for (String value : List.of("i0e", "0:", "le", "de", "l0:e", "d0:0:e")) {
            byte[] bytes = ("d1:al" + value.repeat(10_000_000 / value.length()) + "ee").getBytes(StandardCharsets.US_ASCII);
            MetainfoException e = assertThrows(MetainfoException.class, () -> MetainfoReader.read(bytes));
            assertTrue(e.getMessage().contains("more than 2000000 values"), e.getMessage());
        }
    }
}
