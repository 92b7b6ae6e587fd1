package org.freshet.metainfo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SafeNamesTest {
    private static final SafeNames UNIX = new SafeNames(false);
    private static final SafeNames WINDOWS = new SafeNames(true);

    static Stream<Arguments> names() {
        return Stream.of(
                // What is safe stays.
                Arguments.of("film.mkv", "film.mkv"), Arguments.of("a..b", "a..b"), Arguments.of(".hidden", ".hidden"),
                Arguments.of("..hidden", "..hidden"), Arguments.of(" leading", " leading"),
                Arguments.of("\u00fcml\u00e4ut \u65e5\u672c", "\u00fcml\u00e4ut \u65e5\u672c"),
                Arguments.of("\ud83c\udfac.mkv", "\ud83c\udfac.mkv"), Arguments.of("console.txt", "console.txt"),
                Arguments.of("COM10", "COM10"),
                Arguments.of("COM", "COM"), Arguments.of("my con", "my con"), Arguments.of("\ufffd", "\ufffd"),
                // Traversal and nothing at all.
                Arguments.of("..", "_"), Arguments.of(".", "_"), Arguments.of("", "_"), Arguments.of("...", "_"),
                Arguments.of(" ", "_"), Arguments.of(". .", "_"),
                // Separators, absolute paths, drives.
                Arguments.of("../../etc/passwd", ".._.._etc_passwd"), Arguments.of("/etc/passwd", "_etc_passwd"),
                Arguments.of("..\\x", ".._x"), Arguments.of("\\\\server\\share", "__server_share"), Arguments.of("/", "_"),
                Arguments.of("C:", "C_"), Arguments.of("c:x", "c_x"), Arguments.of("C:\\x", "C__x"),
                // Control and bidirectional characters.
                Arguments.of("a\0b", "a_b"), Arguments.of("a\nb\tc\u001b[2J", "a_b_c_[2J"),
                Arguments.of("a\u007fb\u0085c", "a_b_c"),
                Arguments.of("a\u202egpj.exe", "a_gpj.exe"), Arguments.of("\u2066x\u2069\u202a", "_x__"),
                Arguments.of("a\ud800b", "a_b"), Arguments.of("\udc00", "_"),
                // Dots and spaces at the end.
                Arguments.of("name.", "name"), Arguments.of("name. . ", "name"), Arguments.of("R.E.M.", "R.E.M"),
                // Devices.
                Arguments.of("CON", "_CON"), Arguments.of("nul", "_nul"), Arguments.of("NUL.txt", "_NUL.txt"),
                Arguments.of("nul.tar.gz", "_nul.tar.gz"), Arguments.of("Aux ", "_Aux"), Arguments.of("con .txt", "_con .txt"),
                Arguments.of("COM1", "_COM1"), Arguments.of("lpt9.x", "_lpt9.x"), Arguments.of("COM\u00b9", "_COM\u00b9"),
                Arguments.of("CONOUT$", "_CONOUT$"), Arguments.of("PRN.", "_PRN"));
    }

    @ParameterizedTest
    @MethodSource("names")
    void eachNameIsMadeSafeTheSameOnEverySystem(String name, String expected) {
        assertEquals(expected, UNIX.component(name));
        assertEquals(expected, WINDOWS.component(name));
    }

    @Test
    void charactersThatOnlyWindowsForbidsAreReplacedThereAlone() {
        assertEquals("what? \"a: b\" <1|2>*", UNIX.component("what? \"a: b\" <1|2>*"));
        assertEquals("what_ _a_ b_ _1_2__", WINDOWS.component("what? \"a: b\" <1|2>*"));
    }

    @Test
    void longNamesAreShortenedInFrontOfTheirExtension() {
        assertEquals("x".repeat(251) + ".mkv", UNIX.component("x".repeat(300) + ".mkv"));
        assertEquals("x".repeat(255), UNIX.component("x".repeat(300)));
        assertEquals("x".repeat(255), UNIX.component("x".repeat(255)));
        String notAnExtension = "a." + "y".repeat(300);
        assertEquals(notAnExtension.substring(0, 255), UNIX.component(notAnExtension));
        assertEquals("\u65e5".repeat(83) + ".mkv", UNIX.component("\u65e5".repeat(100) + ".mkv"));
        assertEquals("\ud83c\udfac".repeat(63), UNIX.component("\ud83c\udfac".repeat(64)));
        assertEquals("x".repeat(250), UNIX.component("x".repeat(250) + "  ...  ....  yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy"));
    }

    @Test
    void whateverTheNameTheResultIsOneSafeComponentAndStaysSo() {
        Random random = new Random(7);
        String alphabet = "./\\: \0\n\u202e\u2067conNULxX1\u00e4\u65e5\ud83c\udfac\ud800$?*\ufffd";
        Path base = Path.of("/base/folder");
        for (int i = 0; i < 50_000; i++) {
            StringBuilder name = new StringBuilder();
            for (int n = random.nextInt(random.nextInt(50) == 0 ? 400 : 8); n > 0; n--) {
                name.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            for (SafeNames names : List.of(UNIX, WINDOWS)) {
                String safe = names.component(name.toString());
                assertEquals(safe, names.component(safe), "is not final");
                assertTrue(safe.getBytes(StandardCharsets.UTF_8).length <= SafeNames.MAX_BYTES);
                assertFalse(safe.isEmpty() || safe.endsWith(".") || safe.endsWith(" "));
                assertTrue(safe.chars().noneMatch(c -> c == '/' || c == '\\' || c < ' '));
                // In a POSIX locale Java has no paths beyond ASCII; for what is checked here one letter is like another.
                Path resolved = base.resolve(safe.replaceAll("[^\\x00-\\x7f]", "x")).normalize();
                assertEquals(base, resolved.getParent());
            }
        }
    }
}
