package org.freshet.ui.details.internal.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.freshet.engine.FilePriority;
import org.freshet.engine.FileStatus;
import org.freshet.metainfo.SafeNames;
import org.freshet.ui.details.internal.Messages;
import org.freshet.ui.details.internal.Texts;
import org.junit.jupiter.api.Test;

class FileTreeTest {
    private static final List<FileStatus> FILES = List.of(
            file("t/b/two", 20, 5, FilePriority.NORMAL),
            file("t/readme", 10, 10, FilePriority.HIGH),
            file("t/b/one", 30, 30, FilePriority.SKIP),
            file("t/a/deep/three", 40, 0, FilePriority.NORMAL),
            file("t/.pad/1", 1, 0, FilePriority.NORMAL));
    private final FileTree tree = FileTree.of(FILES, BitSet.valueOf(new long[] {1L << 4}));
    private final FileFigures figures = FileFigures.of(tree, FILES);

    private static FileStatus file(String path, long length, long done, FilePriority priority) {
        return new FileStatus(List.of(path.split("/")), length, done, priority);
    }

    private int node(String path) {
        return tree.find(List.of(path.split("/"))).orElseThrow();
    }

    private List<String> names(int[] nodes) {
        return Arrays.stream(nodes).mapToObj(tree::name).toList();
    }

    @Test
    void foldersComeBeforeFilesAndBothByName() {
        assertEquals(List.of("a", "b", "readme"), names(tree.children(node("t"))));
        assertEquals(List.of("one", "two"), names(tree.children(node("t/b"))));
    }

    @Test
    void paddingIsLeftOutAndTheIndicesStayThoseOfTheTorrent() {
        assertEquals(Optional.empty(), tree.find(List.of("t", ".pad", "1")));
        assertEquals(3, tree.file(node("t/a/deep/three")));
        assertEquals(FileTree.FOLDER, tree.file(node("t/a")));
    }

    @Test
    void aFolderHasTheSumsOfWhatIsInIt() {
        assertEquals(100, tree.length(FileTree.ROOT));
        assertEquals(50, tree.length(node("t/b")));
        assertEquals(45, figures.done(node("t")));
        assertEquals(0.7, figures.progress(tree, node("t/b")), 0.001);
    }

    @Test
    void aFolderHasAPriorityOnlyWhereAllFilesHaveIt() {
        assertEquals(Optional.of(FilePriority.NORMAL), figures.priority(node("t/a")));
        assertEquals(Optional.empty(), figures.priority(node("t/b")));
        assertTrue(figures.isPartlyWanted(node("t/b")));
        assertTrue(figures.isWanted(node("t/a")));
        assertFalse(figures.isPartlyWanted(node("t/a")));
        assertFalse(figures.isWanted(node("t/b/one")));
    }

    @Test
    void theFilesOfNodesAreThoseBelowThemEachOnce() {
        assertEquals(bits(0, 2, 3), tree.files(node("t/a"), node("t/b"), node("t/b/one")));
        assertEquals(bits(0, 1, 2, 3), tree.files(FileTree.ROOT));
        assertEquals(bits(1), tree.files(node("t/readme")));
    }

    @Test
    void renamingAFolderMovesAllFilesBelowIt() {
        assertEquals(Map.of(0, List.of("t", "c", "two"), 2, List.of("t", "c", "one")), tree.renamed(node("t/b"), "c"));
        assertEquals(Map.of(1, List.of("t", "README")), tree.renamed(node("t/readme"), "README"));
    }

    @Test
    void theTreeFitsWhileNoPathChanges() {
        assertTrue(tree.fits(FILES));
        List<FileStatus> moved = new ArrayList<>(FILES);
        moved.set(0, file("t/b/2", 20, 5, FilePriority.NORMAL));
        assertFalse(tree.fits(moved));
        assertFalse(tree.fits(FILES.subList(0, 2)));
    }

    @Test
    void sortingDownwardsKeepsFoldersFirst() {
        int[][] bySize = new NodeSort(NodeOrder.BY_SIZE, false).apply(tree, figures);
        assertEquals(List.of("b", "a", "readme"), names(bySize[node("t")]));
        int[][] byProgress = new NodeSort(NodeOrder.BY_PROGRESS, true).apply(tree, figures);
        assertEquals(List.of("two", "one"), names(byProgress[node("t/b")]));
        int[][] byPriority = new NodeSort(NodeOrder.BY_PRIORITY, true).apply(tree, figures);
        assertEquals(List.of("one", "two"), names(byPriority[node("t/b")]));
    }

    @Test
    void theSortingIsRememberedAsText() {
        NodeSort sort = new NodeSort(NodeOrder.BY_SIZE, false);
        assertEquals(sort, NodeSort.parse(sort.text()));
        assertEquals(NodeSort.USUAL, NodeSort.parse("nonsense"));
        assertEquals(new NodeSort(NodeOrder.BY_NAME, false), NodeSort.USUAL.clicked(NodeOrder.BY_NAME));
        assertEquals(new NodeSort(NodeOrder.BY_SIZE, true), NodeSort.USUAL.clicked(NodeOrder.BY_SIZE));
    }

    @Test
    void aNameThatCannotBeIsRefusedInWords() {
        FileNames names = new FileNames(new SafeNames(false));
        int one = node("t/b/one");
        assertEquals(Optional.of(Messages.rename_empty), names.problem(tree, one, " "));
        assertEquals(Optional.of(Messages.rename_separator), names.problem(tree, one, "a/b"));
        assertEquals(Optional.of(Texts.of(Messages.rename_dots, "..")), names.problem(tree, one, ".."));
        assertEquals(Optional.of(Messages.rename_control), names.problem(tree, one, "a\tb"));
        assertEquals(Optional.of(Texts.of(Messages.rename_taken, "two")), names.problem(tree, one, "two"));
        assertEquals(Optional.of(Texts.of(Messages.rename_folder_taken, "a")), names.problem(tree, node("t/readme"), "a"));
        assertEquals(Optional.of(Texts.of(Messages.rename_unsafe, "_CON")), names.problem(tree, one, "CON"));
        assertTrue(names.problem(tree, one, "\u00e4".repeat(128)).orElseThrow().contains("256"));
        assertEquals(Optional.empty(), names.problem(tree, one, "three"));
    }

    @Test
    void theExtensionIsNotSelectedWhenAFileIsRenamed() {
        assertEquals(4, FileNames.stem("film.mkv", false));
        assertEquals(8, FileNames.stem("film.mkv", true));
        assertEquals(8, FileNames.stem(".profile", false));
    }

    private static BitSet bits(int... set) {
        BitSet bits = new BitSet();
        for (int bit : set) {
            bits.set(bit);
        }
        return bits;
    }
}
