package org.freshet.ui.add.internal.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import org.freshet.engine.AddTorrent;
import org.freshet.engine.AddTorrent.ExistingData;
import org.freshet.metainfo.Metainfo;
import org.freshet.metainfo.Metainfo.Version;
import org.freshet.metainfo.MetainfoReader;
import org.freshet.metainfo.TorrentCreator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CreationTest {
    private static final TorrentCreator.Progress SILENT = (done, total) -> {
    };

    @TempDir
    Path temp;
    private Path folder;

    @BeforeEach
    void write() throws IOException {
        folder = Files.createDirectories(temp.resolve("data/Film"));
        Files.createDirectories(folder.resolve("sub"));
        byte[] content = new byte[9 << 20];
        new Random(1).nextBytes(content);
        Files.write(folder.resolve("film.mkv"), content);
        Files.write(folder.resolve("sub/x.txt"), new byte[5]);
    }

    private NewTorrent wanted(List<Path> sources) {
        return new NewTorrent(sources, "Film", Version.HYBRID, 1 << 20, List.of(List.of("http://a/", "http://b/"),
                List.of("udp://c:1")),
                List.of("http://seed/"), true, "a comment: = # \u00fc", temp.resolve("Film.torrent"), true);
    }

    @Test
    void theTorrentIsWrittenAndSeededFromWhereTheDataIs() throws Exception {
        NewTorrent wanted = wanted(List.of(folder));
        Creation creation = new Creation(wanted);
        Metainfo torrent = creation.run(null, SILENT);
        Metainfo written = MetainfoReader.read(wanted.file());
        assertEquals(torrent.infoHashes(), written.infoHashes());
        assertEquals(wanted.trackers(), written.trackerTiers());
        assertEquals(wanted.webSeeds(), written.webSeeds());
        assertEquals(wanted.comment(), written.comment());
        assertTrue(written.isPrivate());
        assertEquals(Version.HYBRID, written.version());
        AddTorrent request = creation.request(torrent);
        assertEquals(folder.getParent().toUri(), request.root());
        assertEquals(ExistingData.COMPLETE, request.data());
        assertFalse(request.paused());
        for (int i = 0; i < written.layout().files().size(); i++) {
            if (!written.layout().files().get(i).isPadding()) {
                assertTrue(Files.isRegularFile(folder.getParent().resolve(String.join("/", written.layout().relativePath(i)))));
            }
        }
    }

    @Test
    void aFileThatCannotBeWrittenIsNamedAndLeavesNothing() throws Exception {
        NewTorrent asked = wanted(List.of(folder));
        Path target = Files.createDirectories(temp.resolve("taken.torrent/x")).getParent();
        NewTorrent wanted = new NewTorrent(asked.sources(), "Film", Version.V1, 0, List.of(), List.of(), false, "", target,
                false);
        IOException e = assertThrows(IOException.class, () -> new Creation(wanted).run(null, SILENT));
        assertTrue(e.getMessage().contains(target.toString()), e.getMessage());
        try (var files = Files.list(temp)) {
            assertTrue(files.noneMatch(file -> file.toString().endsWith(".part")));
        }
    }

    @Test
    void severalSourcesAreSeenFromTheFolderThatHoldsThem() {
        Path a = folder.resolve("film.mkv");
        Path b = folder.resolve("sub/x.txt");
        assertEquals(Optional.of(new SourceBase(folder, List.of(a, b))), SourceBase.of(List.of(a, b, a)));
        assertEquals(Optional.of(new SourceBase(folder, null)), SourceBase.of(List.of(a, folder, b)));
        assertEquals(Optional.of(new SourceBase(a, null)), SourceBase.of(List.of(a)));
        assertEquals(Optional.empty(), SourceBase.of(List.of(Path.of("/usr/x"), Path.of("/etc/y"))));
        assertEquals(Optional.empty(), SourceBase.of(List.of(Path.of("/"))));
        assertEquals(Optional.empty(), SourceBase.of(List.of()));
        assertEquals(folder.getParent(), SourceBase.of(List.of(a, b)).orElseThrow().root());
        assertEquals("Film", SourceBase.of(List.of(a, b)).orElseThrow().name());
    }

    @Test
    void aCreationThatWasKilledIsFoundAgainWithWhatItHadHashed() throws Exception {
        CreationStore store = new CreationStore(temp.resolve("profile/create"));
        assertEquals(List.of(), store.begun());
        CreationStore.Begun begun = store.begin(wanted(List.of(folder)));
        List<Long> sizes = new ArrayList<>();
        assertThrows(InterruptedException.class, () -> new Creation(begun.wanted()).run(begun.folder(), (done, total) -> {
            sizes.add(begun.folder().resolve("pieces.journal").toFile().length());
            if (sizes.getLast() > sizes.getFirst()) {
                Thread.currentThread().interrupt();
            }
        }));
        // Another process would see the same.
        List<CreationStore.Begun> found = new CreationStore(temp.resolve("profile/create")).begun();
        assertEquals(List.of(begun), found);
        long[] resumed = {0};
        new Creation(found.getFirst().wanted()).run(found.getFirst().folder(), new TorrentCreator.Progress() {
            @Override
            public void hashed(long done, long total) {
            }

            @Override
            public void resumed(long bytes) {
                resumed[0] = bytes;
            }
        });
        assertTrue(resumed[0] > 0, resumed[0] + " resumed");
        store.end(found.getFirst());
        assertEquals(List.of(), store.begun());
        store.end(found.getFirst());
    }

    @Test
    void aChangedWishKeepsTheFolder() throws Exception {
        CreationStore store = new CreationStore(temp.resolve("create"));
        CreationStore.Begun begun = store.begin(wanted(List.of(folder)));
        NewTorrent other = new NewTorrent(List.of(folder, temp), "n", Version.V2, 0, List.of(), List.of(), false, "",
                temp.resolve("t"), false);
        store.update(new CreationStore.Begun(begun.folder(), other));
        assertEquals(List.of(new CreationStore.Begun(begun.folder(), other)), store.begun());
    }

    @Test
    void whatCannotBeReadIsForgotten() throws Exception {
        CreationStore store = new CreationStore(temp.resolve("create"));
        CreationStore.Begun begun = store.begin(wanted(List.of(folder)));
        Files.writeString(begun.folder().resolve("creation.properties"), "name=x\n");
        Files.createDirectories(temp.resolve("create/empty"));
        assertEquals(List.of(), store.begun());
        assertFalse(Files.exists(begun.folder()));
        assertFalse(Files.exists(temp.resolve("create/empty")));
    }

    @Test
    void theRateIsThatOfTheLastSeconds() {
        HashRate rate = new HashRate();
        assertEquals(0, rate.bytesPerSecond());
        assertEquals(Optional.empty(), rate.left(100));
        rate.sample(0, 0);
        rate.sample(100_000_000L, 1_000_000);
        assertEquals(0, rate.bytesPerSecond(), "too early to tell");
        rate.sample(1_000_000_000L, 2_000_000);
        assertEquals(2_000_000, rate.bytesPerSecond());
        assertEquals(4, rate.left(10_000_000).orElseThrow().toSeconds());
        for (int second = 2; second <= 20; second++) {
            rate.sample(second * 1_000_000_000L, 2_000_000 + (second - 1) * 1_000L);
        }
        assertEquals(1_000, rate.bytesPerSecond());
    }
}
