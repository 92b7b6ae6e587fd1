package org.freshet.engine.core.state;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.freshet.engine.FilePriority;
import org.freshet.engine.RateLimits;
import org.freshet.metainfo.InfoHash;
import org.freshet.metainfo.InfoHashes;
import org.freshet.transport.Fault;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateStoreTest {
    @TempDir
    Path profile;

    /** Holds a profile's lock until its input ends; run as another process. */
    static final class Holder {
        public static void main(String[] args) throws IOException {
            try (StateStore store = StateStore.open(Path.of(args[0]))) {
                System.out.write('!');
                System.out.flush();
                System.in.read();
                store.commit();
            }
        }
    }

    private static InfoHash hash(int n) {
        return InfoHash.v1Of(ByteBuffer.allocate(4).putInt(n).array());
    }

    private static TorrentRecord record(int n) {
        return new TorrentRecord(InfoHashes.of(hash(n)), "torrent " + n, URI.create("file:///data/"), List.of(List.of("http://t/" + n)),
                new TorrentRecord.Wish(true, false, false, RateLimits.NONE, "", Map.of(), Map.of(), ""), TorrentRecord.Tally.NONE,
                Instant.ofEpochMilli(n), n);
    }

    @Test
    void recordsSurviveACloseInEveryDetail() throws Exception {
        InfoHashes hybrid = new InfoHashes(hash(1), InfoHash.v2Of(new byte[] {9}));
        TorrentRecord full = new TorrentRecord(hybrid, "näme/with\nodd \uD83D\uDE00", URI.create("s3://bucket/a%20b"),
                List.of(List.of("http://a/", "udp://b:1"), List.of(), List.of("wss://c")),
                new TorrentRecord.Wish(true, true, true, new RateLimits(Long.MAX_VALUE, 7), "*.{mkv,srt}",
                        Map.of(0, FilePriority.SKIP, 11, FilePriority.HIGH), Map.of(3, List.of("sub", "ä")), "läbel"),
                new TorrentRecord.Tally(1, 2, 3, 4, 5, Long.MAX_VALUE), Instant.ofEpochMilli(1_700_000_000_123L), -5);
        try (StateStore store = StateStore.open(profile)) {
            store.put(full);
            store.putMetainfo(hybrid.primary(), new byte[] {1, 2, 3});
            store.putResume(hybrid.primary(), new ResumeData(new byte[] {(byte) 0xf0}, new byte[] {4}, "boot", new byte[] {(byte) 0x80}));
        }
        try (StateStore store = StateStore.open(profile)) {
            assertEquals(List.of(full), store.torrents());
            assertEquals(Optional.of(full), store.torrent(hybrid.primary()));
            assertArrayEquals(new byte[] {1, 2, 3}, store.metainfo(hybrid.primary()).orElseThrow());
            ResumeData resume = store.resume(hybrid.primary()).orElseThrow();
            assertArrayEquals(new byte[] {(byte) 0xf0}, resume.have());
            assertArrayEquals(new byte[] {(byte) 0x80}, resume.flushed());
            assertEquals("boot", resume.boot());
            assertTrue(resume.clean());
        }
    }

    @Test
    void aRemovedTorrentLeavesNothing() throws Exception {
        try (StateStore store = StateStore.open(profile)) {
            store.put(record(1));
            store.put(record(2));
            store.putMetainfo(hash(1), new byte[3]);
            store.putResume(hash(1), new ResumeData(new byte[1], new byte[0], "b", new byte[1]));
            store.remove(hash(1));
        }
        try (StateStore store = StateStore.open(profile)) {
            assertEquals(List.of(record(2)), store.torrents());
            assertTrue(store.metainfo(hash(1)).isEmpty() && store.resume(hash(1)).isEmpty());
        }
    }

    @Test
    void whatWasCommittedSurvivesASessionThatIsAbandoned() throws Exception {
        Path copy = profile.resolve("copy");
        try (StateStore store = StateStore.open(profile.resolve("first"))) {
            store.put(record(1));
            store.commit();
            store.put(record(2)); // not committed: may be lost, but must not spoil the first
            Files.createDirectories(copy);
            try (Stream<Path> files = Files.list(profile.resolve("first"))) {
                for (Path file : files.toList()) {
                    Files.copy(file, copy.resolve(file.getFileName()));
                }
            }
        }
        try (StateStore store = StateStore.open(copy)) {
            assertEquals(List.of(record(1)), store.torrents());
        }
    }

    @Test
    void aSecondSessionInThisProcessIsRefusedAndDoesNoHarm() throws Exception {
        try (StateStore store = StateStore.open(profile)) {
            store.put(record(1));
            for (int attempt = 0; attempt < 2; attempt++) {
                Fault fault = assertThrows(Fault.FaultException.class, () -> StateStore.open(profile)).fault();
                assertEquals(Fault.Kind.IN_USE, fault.kind());
                assertTrue(fault.message().contains("pid " + ProcessHandle.current().pid()), fault.message());
            }
        }
        try (StateStore store = StateStore.open(profile)) {
            assertEquals(List.of(record(1)), store.torrents());
        }
    }

    @Test
    void aProfileOfAnotherProcessIsRefusedWithItsPidAndFreeAfterItsEnd() throws Exception {
        Process other = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-XX:TieredStopAtLevel=1", "-cp",
                System.getProperty("java.class.path"), Holder.class.getName(), profile.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try {
            assertEquals('!', other.getInputStream().read(), "the other process has the profile");
            Fault fault = assertThrows(Fault.FaultException.class, () -> StateStore.open(profile)).fault();
            assertEquals(Fault.Kind.IN_USE, fault.kind());
            assertTrue(fault.message().contains("pid " + other.pid()), fault.message());
        } finally {
            other.destroyForcibly().waitFor(); // even without a close
        }
        StateStore.open(profile).close();
    }

    @Test
    void anUnreadableRecordIsLeftOutAndKept() throws Exception {
        try (StateStore store = StateStore.open(profile)) {
            store.put(record(1));
            store.put(record(2));
        }
        byte[] odd = "d4:name3:oldX".getBytes(StandardCharsets.US_ASCII);
        byte[] resume = {1};
        try (MVStore raw = new MVStore.Builder().fileName(profile.resolve("state.mv").toString()).open()) {
            MVMap<String, byte[]> records = raw.openMap("torrents");
            records.put(hash(1).hex(), odd);
            records.put(hash(3).hex(), "de".getBytes(StandardCharsets.US_ASCII));
            raw.<String, byte[]>openMap("resume").put(hash(2).hex(), resume);
        }
        try (StateStore store = StateStore.open(profile)) {
            assertEquals(List.of(record(2)), store.torrents());
            assertTrue(store.torrent(hash(1)).isEmpty());
            assertTrue(store.resume(hash(2)).isEmpty());
        }
        try (MVStore raw = new MVStore.Builder().fileName(profile.resolve("state.mv").toString()).open()) {
            assertArrayEquals(odd, raw.<String, byte[]>openMap("torrents").get(hash(1).hex()));
        }
    }

    @Test
    void aStateFileThatIsNoneIsReportedAndLeftAlone() throws Exception {
        Path file = profile.resolve("state.mv");
        Files.write(file, new byte[20_000]);
        Fault fault = assertThrows(Fault.FaultException.class, () -> StateStore.open(profile)).fault();
        assertEquals(Fault.Kind.IO, fault.kind());
        assertTrue(fault.message().contains("state.mv"), fault.message());
        assertArrayEquals(new byte[20_000], Files.readAllBytes(file));
        Files.delete(file);
        StateStore.open(profile).close(); // and the lock was let go
    }

    @Test
    void aFolderThatCannotBeUsedIsReported() throws Exception {
        Path file = Files.createFile(profile.resolve("a-file"));
        Fault fault = assertThrows(Fault.FaultException.class, () -> StateStore.open(file)).fault();
        assertEquals(Fault.Kind.DENIED, fault.kind());
        assertTrue(fault.message().contains("a-file"), fault.message());
    }

    @Test
    void tenThousandRecordsAreAllThere() throws Exception {
        try (StateStore store = StateStore.open(profile)) {
            for (int n = 0; n < 10_000; n++) {
                store.put(record(n));
            }
        }
        try (StateStore store = StateStore.open(profile)) {
            List<TorrentRecord> all = store.torrents();
            assertEquals(10_000, all.size());
            assertEquals(10_000, all.stream().map(TorrentRecord::name).distinct().count());
        }
        assertTrue(Files.size(profile.resolve("state.mv")) < 10_000 * 1024L, "less than a kilobyte each");
    }

    @Test
    void aRecordThatLacksAKeyOrHasAnOddOneIsRefusedNotGuessed() throws Exception {
        byte[] good = RecordFormat.write(record(1));
        assertEquals(record(1), RecordFormat.read(good));
        for (int length = 0; length < good.length; length++) {
            byte[] cut = java.util.Arrays.copyOf(good, length);
            assertThrows(IOException.class, () -> RecordFormat.read(cut));
        }
        String text = new String(good, StandardCharsets.ISO_8859_1);
        assertThrows(IOException.class, () -> RecordFormat.read("i1e".getBytes(StandardCharsets.US_ASCII)));
        assertThrows(IOException.class,
                () -> RecordFormat.read(text.replace("10:prioritiesde", "10:prioritiesd1:x4:SKIPe").getBytes(StandardCharsets.ISO_8859_1)));
        assertThrows(IOException.class,
                () -> RecordFormat.read(text.replace("10:prioritiesde", "10:prioritiesd1:05:MAGICe").getBytes(StandardCharsets.ISO_8859_1)));
        assertFalse(text.replace("5:addedi1e", "5:addedi1e6:adlibs1:x").equals(text));
        assertEquals(record(1), RecordFormat.read(text.replace("5:addedi1e", "5:addedi1e6:adlibs1:x").getBytes(StandardCharsets.ISO_8859_1)),
                "a later version's key is passed over");
    }
}
