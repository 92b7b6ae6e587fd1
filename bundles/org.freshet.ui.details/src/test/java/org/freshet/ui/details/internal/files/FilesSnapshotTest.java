package org.freshet.ui.details.internal.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.freshet.engine.FilePriority;
import org.freshet.engine.FileStatus;
import org.freshet.engine.Torrent;
import org.freshet.engine.TorrentStatus;
import org.freshet.transport.Fault;
import org.freshet.ui.details.internal.Fakes;
import org.freshet.ui.details.internal.Messages;
import org.freshet.ui.details.internal.Texts;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesSnapshotTest {
    private static final int MANY = 2500;

    private final List<FileStatus> files = new ArrayList<>();
    private final List<String> calls = new ArrayList<>();
    private TorrentStatus status = Fakes.status(TorrentStatus.State.DOWNLOADING, 10, 1, 1, 1);
    private int asked;
    private final Torrent torrent = Fakes.torrent("t", Map.of(
            "files", arguments -> {
                asked++;
                return List.copyOf(files);
            },
            "status", arguments -> status,
            "prioritize", arguments -> {
                calls.add(arguments[0].toString());
                return CompletableFuture.completedFuture(null);
            },
            "rename", arguments -> {
                calls.add(arguments[0] + " " + arguments[1]);
                return arguments[0].equals(13)
                        ? CompletableFuture.failedFuture(new Fault(Fault.Kind.IO, "unlucky").asException())
                        : CompletableFuture.completedFuture(null);
            }));

    private FilesSnapshot many() {
        for (int i = 0; i < MANY; i++) {
            files.add(new FileStatus(List.of("big", String.format("f%04d", i)), 10, i % 2 * 10, i == 7 ? FilePriority.SKIP
                    : FilePriority.NORMAL));
        }
        files.add(new FileStatus(List.of("big", "sub", "x"), 10, 10, FilePriority.HIGH));
        return FilesSnapshot.read(torrent, null, NodeSort.USUAL, 0);
    }

    @Test
    void theFilesAreNotAskedForWhileTheStatusIsTheSame() {
        FilesSnapshot first = many();
        assertSame(first, FilesSnapshot.read(torrent, first, NodeSort.USUAL, 0));
        assertEquals(1, asked);
        FilesSnapshot changed = FilesSnapshot.read(torrent, first, NodeSort.USUAL, 1);
        assertEquals(2, asked);
        assertSame(first.tree(), changed.tree());
        assertSame(first.figures(), changed.figures());
        assertSame(first.children(), changed.children());
    }

    @Test
    void otherFiguresKeepTheTreeAndOtherPathsMakeANewOne() {
        FilesSnapshot first = many();
        status = Fakes.status(TorrentStatus.State.DOWNLOADING, 10, 2, 1, 1);
        files.set(0, new FileStatus(files.get(0).path(), 10, 10, FilePriority.NORMAL));
        FilesSnapshot second = FilesSnapshot.read(torrent, first, NodeSort.USUAL, 0);
        assertSame(first.tree(), second.tree());
        assertNotSame(first.figures(), second.figures());
        files.set(0, new FileStatus(List.of("big", "renamed"), 10, 10, FilePriority.NORMAL));
        assertNotSame(first.tree(), FilesSnapshot.read(torrent, second, NodeSort.USUAL, 1).tree());
    }

    @Test
    void aFolderWithThousandsIsShownInGroupsWithTheirOwnSums() {
        FilesSnapshot snapshot = many();
        Branch big = snapshot.below(Branch.ROOT, 0);
        assertEquals("big", snapshot.name(big));
        assertEquals(3, snapshot.count(big));
        Branch first = snapshot.below(big, 0);
        assertTrue(first.isGroup());
        assertEquals(1000, snapshot.count(first));
        assertEquals(Texts.of(Messages.files_group, "sub", "f0998", 1000), snapshot.name(first));
        assertTrue(snapshot.isPartlyWanted(first));
        assertEquals(Optional.empty(), snapshot.priority(first));
        Branch last = snapshot.below(big, 2);
        assertEquals(501, snapshot.count(last));
        assertEquals(5010, snapshot.length(last));
        assertEquals(Optional.of(FilePriority.NORMAL), snapshot.priority(last));
        assertFalse(snapshot.isPartlyWanted(last));
        assertEquals(0.5, snapshot.progress(snapshot.below(big, 1)), 0.01);
        assertEquals(501, snapshot.nodes(last).length);
    }

    @Test
    void theWayToANodeLeadsThroughItsGroupAndBackToItsPlace() {
        FilesSnapshot snapshot = many();
        int node = snapshot.tree().find(List.of("big", "f2000")).orElseThrow();
        List<Branch> way = snapshot.way(node);
        assertEquals(3, way.size());
        Branch at = Branch.ROOT;
        for (Branch next : way) {
            assertEquals(next, snapshot.below(at, snapshot.place(next)));
            at = next;
        }
        assertArrayEquals(new int[] {node}, snapshot.nodes(at));
        assertFalse(at.isGroup());
    }

    @Test
    void onlyFilesThatDoNotHaveAPriorityYetAreChanged() {
        FilesSnapshot snapshot = many();
        int all = snapshot.tree().find(List.of("big")).orElseThrow();
        assertEquals(MANY, snapshot.without(FilePriority.HIGH, all).cardinality());
        assertEquals(2, snapshot.without(FilePriority.NORMAL, all).cardinality());
        BitSet skipped = snapshot.skipped(all);
        assertEquals(1, skipped.cardinality());
        assertTrue(skipped.get(7));
    }

    @Test
    void requestsGoOneAfterTheOtherAndEndAtTheFirstRefusal() {
        Map<Integer, List<String>> some = new TreeMap<>(Map.of(12, List.of("a"), 13, List.of("b"), 14, List.of("c")));
        CompletionException refused = Assertions.assertThrows(CompletionException.class,
                () -> FileRequests.rename(torrent, some).toCompletableFuture().join());
        assertEquals("unlucky", refused.getCause().getMessage());
        assertEquals(List.of("12 [a]", "13 [b]"), calls);
    }

    @Test
    void aHundredThousandRequestsThatAreDoneAtOnceDoNotExhaustTheStack() {
        Map<Integer, List<String>> many = IntStream.range(100, 100_100).boxed().collect(Collectors.toMap(i -> i, i -> List.of("x")));
        FileRequests.rename(torrent, many).toCompletableFuture().join();
        assertEquals(100_000, calls.size());
    }

    @Test
    void prioritiesOfManyFilesAreOneRequest() {
        BitSet some = new BitSet();
        some.set(12, 14);
        FileRequests.prioritize(torrent, some, FilePriority.LOW).toCompletableFuture().join();
        assertEquals(List.of("{12=LOW, 13=LOW}"), calls);
    }

    @Test
    void onlyFilesOfThisComputerHaveAPlace() {
        assertEquals(Optional.of(Path.of("/data/a/b")), FileOpening.place(URI.create("file:///data/"), List.of("a", "b")));
        assertEquals(Optional.empty(), FileOpening.place(URI.create("mem:demo"), List.of("a")));
        assertEquals(Optional.empty(), FileOpening.place(URI.create("file://host/data"), List.of("a")));
        assertEquals(Optional.empty(), FileOpening.place(URI.create("file:///data/"), List.of("a\0b")));
    }

    @Test
    void whatIsNotThereAndWhatIsAProgramIsNotOpened(@TempDir Path folder) throws Exception {
        assertTrue(FileOpening.refusal(folder.resolve("none")).isPresent());
        Path text = Files.writeString(folder.resolve("a.txt"), "text");
        assertEquals(Optional.empty(), FileOpening.refusal(text));
        assertEquals(Optional.empty(), FileOpening.refusal(folder));
        Files.setPosixFilePermissions(text, PosixFilePermissions.fromString("rwxr--r--"));
        assertTrue(FileOpening.refusal(text).isPresent());
    }
}
