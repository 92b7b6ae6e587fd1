package org.freshet.metainfo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PathTreeTest {
    private static List<String> placed(String... paths) {
        PathTree tree = new PathTree(new SafeNames(false));
        List<String> placed = new ArrayList<>();
        for (String path : paths) {
            placed.add(String.join("/", tree.place(List.of(path.split("/")))));
        }
        return placed;
    }

    @Test
    void differentPathsStay() {
        assertEquals(List.of("a", "b", "c/a", "c/b", "d/c/a"), placed("a", "b", "c/a", "c/b", "d/c/a"));
    }

    @Test
    void equalNamesAreNumberedInFrontOfTheExtension() {
        assertEquals(List.of("a.txt", "a (2).txt", "a (3).txt"), placed("a.txt", "a.txt", "a.txt"));
        assertEquals(List.of("a", "a (2)"), placed("a", "a"));
        assertEquals(List.of(".a", ".a (2)"), placed(".a", ".a"));
    }

    @Test
    void namesThatDifferInCaseOrNormalFormAloneAreEqual() {
        assertEquals(List.of("Read.me", "READ (2).me"), placed("Read.me", "READ.me"));
        assertEquals(List.of("\u00e4", "A\u0308 (2)"), placed("\u00e4", "A\u0308"));
        assertEquals(List.of("\u03c3", "\u03c2 (2)"), placed("\u03c3", "\u03c2"));
    }

    @Test
    void aNumberThatIsTakenIsPassedOver() {
        assertEquals(List.of("a (2)", "a", "a (3)", "a (2) (2)"), placed("a (2)", "a", "a", "a (2)"));
    }

    @Test
    void foldersThatDifferInCaseAloneBecomeOne() {
        assertEquals(List.of("Dir/a", "Dir/b", "Dir/A (2)"), placed("Dir/a", "dir/b", "DIR/A"));
    }

    @Test
    void aFileAndAFolderOfOneNameAreKeptApart() {
        assertEquals(List.of("a", "a (2)/b", "a (2)/c"), placed("a", "a/b", "a/c"));
        assertEquals(List.of("a.d/b", "a (2).d", "a.d/c"), placed("a.d/b", "a.d", "a.d/c"));
        assertEquals(List.of("a.d", "a.d (2)/b"), placed("a.d", "a.d/b"));
        assertEquals(List.of("x/y", "x/y (2)/z", "x/y (2)/Z (2)"), placed("x/y", "x/y/z", "X/Y/Z"));
    }

    @Test
    void aNumberedNameIsNotTooLongEither() {
        String longest = "x".repeat(251) + ".mkv";
        assertEquals(List.of(longest, "x".repeat(247) + " (2).mkv"), placed(longest, longest));
    }

    @Test
    void manyEqualNamesTakeNoQuadraticTime() {
        PathTree tree = new PathTree(new SafeNames(false));
        List<String> name = List.of("a");
        for (int i = 0; i < 200_000; i++) {
            tree.place(name);
        }
        assertEquals(List.of("a (200001)"), tree.place(name));
    }

    @Test
    void whateverTheInputNoPathEqualsOrContainsAnother() {
        Random random = new Random(11);
        String[] names = {"a", "A", "b", "a (2)", "A (2)", "a (3)", "x.y", "X.Y", "\u00e4", "a\u0308"};
        for (int round = 0; round < 500; round++) {
            PathTree tree = new PathTree(new SafeNames(false));
            Set<String> files = new HashSet<>();
            Set<String> folders = new HashSet<>();
            for (int i = 0; i < 60; i++) {
                List<String> path = new ArrayList<>();
                for (int n = 1 + random.nextInt(4); n > 0; n--) {
                    path.add(names[random.nextInt(names.length)]);
                }
                String placed = Normalizer.normalize(String.join("/", tree.place(path)), Normalizer.Form.NFC)
                        .toLowerCase(Locale.ROOT);
                assertTrue(files.add(placed), placed);
                for (int slash = placed.indexOf('/'); slash >= 0; slash = placed.indexOf('/', slash + 1)) {
                    folders.add(placed.substring(0, slash));
                }
                assertTrue(placed.getBytes(StandardCharsets.UTF_8).length < 200);
            }
            assertTrue(files.stream().noneMatch(folders::contains));
        }
    }
}
