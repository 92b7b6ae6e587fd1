package org.freshet.engine.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;

import org.freshet.engine.AddTorrent;
import org.freshet.engine.AddTorrent.ExistingData;
import org.freshet.engine.Torrent;
import org.freshet.engine.TorrentStatus.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code freshet seed TORRENT}: data that differs is told, never overwritten. */
class MustBeCompleteTest {
    @TempDir
    Path temp;
    private Node seed;
    private Node node;

    @BeforeEach
    void start() throws Exception {
        seed = Node.started(temp.resolve("seed"));
        node = Node.started(temp.resolve("node"));
    }

    @AfterEach
    void stop() throws Exception {
        node.close();
        seed.close();
    }

    private AddTorrent request(Sample sample) {
        return node.fetch(sample.metainfo(), seed).withData(ExistingData.MUST_BE_COMPLETE);
    }

    @Test
    void badDataIsFoundAndNotMended() throws Exception {
        Sample sample = Sample.single(seed.data(), 5);
        seed.seed(sample.metainfo());
        byte[] bytes = sample.file(0).clone();
        bytes[2 * Sample.PIECE + 5]++;
        Path file = Files.write(node.data().resolve("single.bin"), bytes);
        Torrent t = node.add(request(sample));
        Node.reaches(t, "paused with a piece missing",
                s -> s.state() == State.PAUSED && s.wanted() - s.done() == Sample.PIECE);
        Until.done(t.start()); // as the command line does after the addition, which may come late
        Node.reaches(t, State.PAUSED);
        Until.done(t.pause());
        assertEquals(0, t.status().downloaded());
        assertArrayEquals(bytes, Files.readAllBytes(file));
        assertTrue(t.log().stream().anyMatch(e -> e.text().startsWith("Paused, since 32768 bytes")), t.log()::toString);
    }

    @Test
    void goodDataIsSeeded() throws Exception {
        Sample sample = Sample.single(node.data(), 5);
        Torrent t = node.add(request(sample));
        Node.reaches(t, State.SEEDING);
    }
}
