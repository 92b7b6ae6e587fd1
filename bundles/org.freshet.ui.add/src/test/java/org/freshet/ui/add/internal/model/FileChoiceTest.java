package org.freshet.ui.add.internal.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.freshet.ui.add.internal.model.FileChoice.Chosen;
import org.freshet.ui.add.internal.model.FileChoice.Leaf;
import org.freshet.ui.add.internal.model.FileChoice.Node;
import org.junit.jupiter.api.Test;

class FileChoiceTest {
    private final FileChoice choice = new FileChoice(Arrays.asList(leaf(10, "Film", "film.mkv"), null, leaf(3, "Film", "Extras",
            "b.txt"),
            leaf(4, "Film", "Extras", "A.txt"), leaf(0, "Film", "empty")));

    private static Leaf leaf(long length, String... path) {
        return new Leaf(List.of(path), length);
    }

    private Node node(String... path) {
        Node node = choice.root();
        for (String name : path) {
            node = node.children().stream().filter(child -> child.name().equals(name)).findFirst().orElseThrow();
        }
        return node;
    }

    @Test
    void everythingIsChosenAtFirst() {
        assertEquals(Chosen.ALL, choice.root().chosen());
        assertEquals(17, choice.root().chosenLength());
        assertEquals(4, choice.root().chosenCount());
        assertEquals(4, choice.files());
        assertEquals(List.of(), choice.unwanted());
    }

    @Test
    void foldersComeFirstAndNamesIgnoreCase() {
        assertEquals(List.of("Extras", "empty", "film.mkv"), node("Film").children().stream().map(Node::name).toList());
        assertEquals(List.of("A.txt", "b.txt"), node("Film", "Extras").children().stream().map(Node::name).toList());
        assertEquals(node("Film"), node("Film", "Extras").parent());
        assertNull(choice.root().parent());
    }

    @Test
    void aFileLeftOutMakesItsFoldersPartlyChosen() {
        choice.choose(node("Film", "Extras", "b.txt"), false);
        assertEquals(Chosen.SOME, node("Film", "Extras").chosen());
        assertEquals(Chosen.SOME, choice.root().chosen());
        assertEquals(14, choice.root().chosenLength());
        assertEquals(List.of(2), choice.unwanted());
        choice.choose(node("Film", "Extras", "A.txt"), false);
        assertEquals(Chosen.NONE, node("Film", "Extras").chosen());
        assertEquals(List.of(2, 3), choice.unwanted());
    }

    @Test
    void aFolderTakesItsFilesWithIt() {
        choice.choose(node("Film"), false);
        assertEquals(Chosen.NONE, choice.root().chosen());
        assertEquals(List.of(0, 2, 3, 4), choice.unwanted());
        choice.choose(node("Film", "Extras"), true);
        assertEquals(Chosen.SOME, node("Film").chosen());
        assertEquals(7, choice.root().chosenLength());
        assertEquals(List.of(0, 4), choice.unwanted());
    }

    @Test
    void choosingTwiceChangesNothing() {
        choice.choose(node("Film", "Extras"), true);
        choice.choose(node("Film", "film.mkv"), false);
        choice.choose(node("Film", "film.mkv"), false);
        assertEquals(7, choice.root().chosenLength());
        assertEquals(3, choice.root().chosenCount());
    }

    @Test
    void aFolderOfVeryManyEntriesIsDivided() {
        List<Leaf> leaves = new ArrayList<>();
        for (int i = 0; i < 3_500; i++) {
            leaves.add(leaf(1, "d", String.format("f%05d", i)));
        }
        FileChoice large = new FileChoice(leaves);
        Node folder = large.root().children().getFirst();
        assertEquals(List.of("f00000 \u2026 f00999", "f01000 \u2026 f01999", "f02000 \u2026 f02999", "f03000 \u2026 f03499"),
                folder.children().stream().map(Node::name).toList());
        large.choose(folder.children().get(3), false);
        assertEquals(3_000, large.root().chosenLength());
        assertEquals(500, large.unwanted().size());
        assertEquals(3_000, large.unwanted().getFirst());
        assertEquals(folder, folder.children().get(3).children().getFirst().parent().parent());
        assertEquals(3_500, large.files());
    }

    @Test
    void aHundredThousandFilesInAnyOrderOfChoicesSumUp() {
        Random random = new Random(3);
        List<Leaf> leaves = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            leaves.add(leaf(i, "d" + i % 100, "e" + i % 7, "f" + i));
        }
        FileChoice large = new FileChoice(leaves);
        boolean[] chosen = new boolean[leaves.size()];
        Arrays.fill(chosen, true);
        for (int round = 0; round < 300; round++) {
            Node node = large.root();
            for (int depth = random.nextInt(4); depth > 0 && node.isFolder(); depth--) {
                node = node.children().get(random.nextInt(node.children().size()));
            }
            boolean value = random.nextBoolean();
            large.choose(node, value);
            set(node, chosen, value);
        }
        long length = 0;
        List<Integer> unwanted = new ArrayList<>();
        for (int i = 0; i < chosen.length; i++) {
            length += chosen[i] ? i : 0;
            if (!chosen[i]) {
                unwanted.add(i);
            }
        }
        assertEquals(length, large.root().chosenLength());
        assertEquals(unwanted, large.unwanted());
        assertTrue(unwanted.size() < chosen.length);
    }

    private static void set(Node node, boolean[] chosen, boolean value) {
        if (node.isFolder()) {
            node.children().forEach(child -> set(child, chosen, value));
        } else {
            chosen[Integer.parseInt(node.name().substring(1))] = value;
        }
    }
}
