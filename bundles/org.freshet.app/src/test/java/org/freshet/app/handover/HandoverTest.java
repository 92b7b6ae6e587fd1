package org.freshet.app.handover;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HandoverTest {

    @TempDir(factory = ShortFolder.class)
    Path folder;

    private final BlockingQueue<List<String>> received = new LinkedBlockingQueue<>();

    @Test
    void theFirstTakesThePlaceAndGetsItsOwnRequest() throws Exception {
        try (Handover first = take(List.of("/a.torrent"))) {
            first.receive(received::add);
            assertEquals(List.of("/a.torrent"), next());
        }
    }

    @Test
    void aLaterRequestReachesTheOneThatRuns() throws Exception {
        try (Handover first = take(List.of())) {
            first.receive(received::add);
            assertEquals(List.of(), next());
            deliver(List.of("magnet:?xt=urn:btih:x&dn=a b", "/with\nline break+100%"));
            assertEquals(List.of("magnet:?xt=urn:btih:x&dn=a b", "/with\nline break+100%"), next());
        }
    }

    @Test
    void whatComesBeforeTheWindowIsThereWaits() throws Exception {
        try (Handover first = take(List.of("/first"))) {
            deliver(List.of("/second"));
            first.receive(received::add);
            assertEquals(List.of("/first"), next());
            assertEquals(List.of("/second"), next());
        }
    }

    @Test
    void onlyTheUserMayOpenTheSocket() throws Exception {
        try (Handover first = take(List.of())) {
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("p/desktop.sock"))));
        }
        assertFalse(Files.exists(folder.resolve("p/desktop.sock"), LinkOption.NOFOLLOW_LINKS), "it goes with its owner");
    }

    @Test
    void aSocketLeftByAKilledProcessIsNoHindrance() throws Exception {
        Files.createDirectories(folder.resolve("p"));
        Files.writeString(folder.resolve("p/desktop.sock"), "left over");
        try (Handover first = take(List.of("/a"))) {
            first.receive(received::add);
            assertEquals(List.of("/a"), next());
        }
    }

    @Test
    void aProfileWithALongPathWorksThroughALink() throws Exception {
        Path deep = folder.resolve("x".repeat(90)).resolve("y".repeat(90));
        try (Handover first = Handover.takeOrDeliver(deep, List.of(), folder).orElseThrow()) {
            assertTrue(Files.isSymbolicLink(deep.resolve("desktop.sock")));
            first.receive(received::add);
            assertEquals(List.of(), next());
            assertTrue(Delivery.inAnotherProcess(deep, List.of("/a")));
            assertEquals(List.of("/a"), next());
        }
    }

    @Test
    void aRequestThatIsNoneIsRefused() throws Exception {
        try (Handover first = take(List.of()); SocketChannel client = new SocketPlace(folder.resolve("p"), folder).connect()) {
            first.receive(received::add);
            next();
            client.write(ByteBuffer.wrap("GET / HTTP/1.1\n".getBytes(StandardCharsets.US_ASCII)));
            IOException refusal = assertThrows(IOException.class, () -> Message.readAnswer(Channels.newInputStream(client)));
            assertTrue(refusal.getMessage().contains("GET / HTTP/1.1"), refusal.getMessage());
        }
        assertTrue(received.isEmpty());
    }

    @Test
    void aMessageWithoutEndIsNotReadToItsEnd() {
        byte[] endless = new byte[Message.MAX_BYTES + 1];
        java.util.Arrays.fill(endless, (byte) 'x');
        IOException refusal = assertThrows(IOException.class, () -> Message.readRequest(new ByteArrayInputStream(endless)));
        assertTrue(refusal.getMessage().contains("in one message"), refusal.getMessage());
    }

    @Test
    void tooMuchAtOnceIsRefusedBeforeItIsSent() {
        assertThrows(IOException.class, () -> Message.request(List.of("x".repeat(Message.MAX_BYTES))));
    }

    private Handover take(List<String> sources) throws Exception {
        return Handover.takeOrDeliver(folder.resolve("p"), sources, folder).orElseThrow();
    }

    private void deliver(List<String> sources) throws Exception {
        assertTrue(Delivery.inAnotherProcess(folder.resolve("p"), sources), "the other process has given it away");
    }

    private List<String> next() throws InterruptedException {
        List<String> request = received.poll(30, TimeUnit.SECONDS);
        assertTrue(request != null, "a request arrives");
        return request;
    }
}
