package org.freshet.ui.add.internal.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

import org.freshet.metainfo.Metainfo;
import org.freshet.metainfo.TorrentCreator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchFolderTest {
    @TempDir
    Path temp;
    private Path folder;
    private byte[] torrent;
    private final List<String> added = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private Set<String> remembered = Set.of();
    private IOException refusal;
    private WatchFolder watch;

    private final WatchFolder.Receiver receiver = new WatchFolder.Receiver() {
        @Override
        public void add(Path file, Metainfo metainfo) throws IOException {
            if (refusal != null) {
                throw refusal;
            }
            added.add(file.getFileName() + " " + metainfo.name());
        }

        @Override
        public void fault(String message, Throwable cause) {
            faults.add(message);
        }

        @Override
        public void remembered(Set<String> files) {
            remembered = files;
        }
    };

    @BeforeEach
    void prepare() throws Exception {
        Path data = Files.write(temp.resolve("data.bin"), new byte[70_000]);
        torrent = new TorrentCreator(data).create().toBencode();
        folder = Files.createDirectories(temp.resolve("watched"));
        watch = new WatchFolder(folder, Set.of(), receiver);
    }

    private void look(int times) throws InterruptedException {
        for (int i = 0; i < times; i++) {
            watch.look();
        }
    }

    private Path write(String name, byte[] bytes, int second) throws IOException {
        Path file = Files.write(folder.resolve(name), bytes);
        return Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(second)));
    }

    @Test
    void aTorrentIsAddedOnceAndRenamed() throws Exception {
        Path file = write("a.torrent", torrent, 1);
        look(1);
        assertEquals(List.of(), added, "it may still be written");
        look(5);
        assertEquals(List.of("a.torrent data.bin"), added);
        assertFalse(Files.exists(file));
        assertTrue(Files.exists(folder.resolve("a.torrent.added")));
        assertEquals(List.of(), faults);
    }

    @Test
    void aFileThatGrowsIsLeftAloneUntilItIsWhole() throws Exception {
        for (int part = 1; part < 4; part++) {
            write("a.torrent", Arrays.copyOf(torrent, torrent.length * part / 4), part);
            look(1);
        }
        // It stands still for a while, half written.
        look(3);
        assertEquals(List.of(), added);
        write("a.torrent", torrent, 9);
        look(2);
        assertEquals(List.of("a.torrent data.bin"), added);
        assertEquals(List.of(), faults);
    }

    @Test
    void whatIsNoTorrentIsToldOnceAndTakenWhenItBecomesOne() throws Exception {
        write("a.torrent", new byte[50], 1);
        look(20);
        assertEquals(1, faults.size());
        assertTrue(faults.getFirst().contains("a.torrent"), faults.getFirst());
        write("a.torrent", torrent, 2);
        look(2);
        assertEquals(1, added.size());
    }

    @Test
    void aRefusalIsToldOnceAndTriedAgain() throws Exception {
        write("a.torrent", torrent, 1);
        refusal = new IOException("the session is full");
        look(30);
        assertEquals(1, faults.size());
        assertTrue(faults.getFirst().contains("the session is full"));
        refusal = null;
        look(1);
        assertEquals(1, added.size());
    }

    @Test
    void whatCannotBeRenamedIsRememberedOverRestarts() throws Exception {
        write("a.torrent", torrent, 1);
        Files.write(folder.resolve("a.torrent.added"), new byte[1]);
        look(5);
        assertEquals(1, added.size());
        assertEquals(1, remembered.size());
        watch = new WatchFolder(folder, remembered, receiver);
        look(5);
        assertEquals(1, added.size());
        write("a.torrent", torrent, 2);
        look(2);
        assertEquals(2, added.size(), "another file of the same name");
        Files.delete(folder.resolve("a.torrent"));
        look(1);
        assertEquals(Set.of(), remembered);
    }

    @Test
    void otherFilesAndFoldersAreNoBusinessOfTheWatch() throws Exception {
        write("a.txt", torrent, 1);
        write("b.torrent.added", torrent, 1);
        Files.createDirectories(folder.resolve("c.torrent"));
        look(10);
        assertEquals(List.of(), added);
        assertEquals(List.of(), faults);
    }

    @Test
    void aFolderThatIsAwayIsToldOnceAndWorksWhenItIsBack() throws Exception {
        Files.delete(folder);
        look(10);
        assertEquals(1, faults.size());
        assertTrue(faults.getFirst().contains(folder.toString()));
        Files.createDirectories(folder);
        write("a.torrent", torrent, 1);
        look(2);
        assertEquals(1, added.size());
    }
}
