package org.freshet.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.freshet.transport.PeerAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlacesTest {

    @TempDir
    Path folder;

    @Test
    void listeningIsOverTcpUnlessAUriSaysOtherwise() throws CommandFailed {
        assertEquals(List.of(URI.create("tcp://127.0.0.1:0"), URI.create("tcp://[::]:6881"), URI.create("ws://127.0.0.1:8080/p")),
                Places.listen(List.of("127.0.0.1:0", "[::]:6881", "ws://127.0.0.1:8080/p")));
    }

    @Test
    void peersKeepTheirNamesUnresolved() throws CommandFailed {
        List<PeerAddress> peers = Places.peers(List.of("peer.example:6881", "[::1]:7", "ws://h:80/path?x=1"));
        assertEquals("peer.example", peers.get(0).host());
        assertTrue(peers.get(0).socket().isUnresolved());
        assertEquals("[::1]:7", peers.get(1).toString());
        assertEquals("ws://h:80/path?x=1", peers.get(2).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "localhost:", "localhost:99999", "::1:80", ":80", "http://", "ws://h/p"})
    void whatIsNoPeerIsRefused(String text) {
        CommandFailed failure = assertThrows(CommandFailed.class, () -> Places.peers(List.of(text)));
        assertEquals(ExitCode.USAGE, failure.exitCode());
        assertTrue(failure.getMessage().startsWith("--peer"), failure.getMessage());
    }

    @Test
    void everyTrackerIsATierOfItsOwn() throws CommandFailed {
        assertEquals(List.of(List.of("http://a/x"), List.of("udp://b:1")), Places.trackers(List.of("http://a/x", "udp://b:1")));
        assertThrows(CommandFailed.class, () -> Places.trackers(List.of("ftp://a")));
        assertThrows(CommandFailed.class, () -> Places.trackers(List.of("tracker")));
    }

    @Test
    void dataGoesIntoAFolderOrAStorage() throws CommandFailed {
        assertEquals(folder.resolve("new").toUri(), Places.root(folder + "/./new"));
        assertEquals("file", Places.root("c:relative").getScheme());
        assertEquals(URI.create("mem:freshet"), Places.root("mem:"));
        assertEquals(URI.create("mem:x"), Places.root("mem:x"));
        assertEquals(URI.create("s3://bucket/x"), Places.root("s3://bucket/x"));
    }

    @Test
    void aFileIsNoPlaceForData() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        CommandFailed failure = assertThrows(CommandFailed.class, () -> Places.root(file.toString()));
        assertEquals(ExitCode.USAGE, failure.exitCode());
    }
}
