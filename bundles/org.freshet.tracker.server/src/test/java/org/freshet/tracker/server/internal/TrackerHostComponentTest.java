package org.freshet.tracker.server.internal;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.freshet.discovery.TrackerHost.Hosted;
import org.freshet.transport.tcp.TcpTransport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class TrackerHostComponentTest {
    private final TcpTransport tcp = new TcpTransport();
    private final TrackerHostComponent component = new TrackerHostComponent();

    @AfterEach
    void end() {
        component.deactivate();
        tcp.close();
    }

    private Hosted start() throws Exception {
        return component.start(tcp, Duration.ofSeconds(5)).toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    private static String announced(Hosted tracker) throws IOException {
        try (Socket socket = new Socket(tracker.announce().getHost(), tracker.announce().getPort())) {
            socket.getOutputStream().write(("GET /announce?info_hash=" + "a".repeat(20) + "&peer_id=" + "b".repeat(20)
                    + "&port=1&uploaded=0&downloaded=0&left=1&compact=1 HTTP/1.0\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    private static void awaitClosed(Hosted tracker) throws Exception {
        ((HostedTracker) tracker).ended().toCompletableFuture().get(60, TimeUnit.SECONDS);
        assertThrows(IOException.class, () -> announced(tracker));
    }

    @Test
    void aHostedTrackerAnswersUntilItIsClosed() throws Exception {
        Hosted tracker = start();
        String answer = announced(tracker);
        assertTrue(answer.contains("8:intervali5e"), answer);
        tracker.close();
        awaitClosed(tracker);
    }

    @Test
    void theEndOfTheBundleIsTheEndOfItsTrackers() throws Exception {
        Hosted tracker = start();
        component.deactivate();
        awaitClosed(tracker);
    }
}
