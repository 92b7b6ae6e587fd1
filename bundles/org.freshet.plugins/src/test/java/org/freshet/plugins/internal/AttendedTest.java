package org.freshet.plugins.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.NullProgressMonitor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Servers that keep one waiting. The deadlines only fail. */
class AttendedTest {
    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final Duration LONG = Duration.ofMinutes(10);

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/mute", exchange -> waitForTheEnd());
        server.createContext("/half", this::half);
        server.start();
    }

    @AfterEach
    void stop() {
        over.countDown();
        server.stop(0);
    }

    private void waitForTheEnd() {
        asked.countDown();
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void half(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(200, 1000);
            OutputStream body = exchange.getResponseBody();
            body.write(new byte[500]);
            body.flush();
            waitForTheEnd();
        }
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    /** Cancelled as soon as the server has been asked. */
    private IProgressMonitor impatient() {
        return new NullProgressMonitor() {
            @Override
            public boolean isCanceled() {
                return asked.getCount() == 0;
            }
        };
    }

    @Test
    void aServerThatDoesNotAnswerIsNotWaitedForAfterACancel() {
        IStatus status = assertTimeoutPreemptively(DEADLINE,
                () -> new BoundedTransport().download(uri("/mute"), new ByteArrayOutputStream(), impatient()));
        assertEquals(IStatus.CANCEL, status.getSeverity());
    }

    @Test
    void aServerThatFallsSilentIsNotWaitedForAfterACancel() {
        for (String path : new String[] {"/half", "/half/content.xml"}) {
            IStatus status = assertTimeoutPreemptively(DEADLINE,
                    () -> new BoundedTransport().download(uri(path), new ByteArrayOutputStream(), impatient()));
            assertEquals(IStatus.CANCEL, status.getSeverity(), status::toString);
        }
    }

    @Test
    void aServerThatFallsSilentForTooLongIsGivenUp() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        InputStream never = new InputStream() {
            @Override
            public int read() throws IOException {
                try {
                    closed.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return -1;
            }

            @Override
            public void close() {
                closed.countDown();
            }
        };
        InputStream attended = new Attended(null, Duration.ofMillis(1)).stream(never);
        IOException silent = assertTimeoutPreemptively(DEADLINE, () -> assertThrows(IOException.class, attended::readAllBytes));
        assertEquals(Messages.bind(Messages.silent, 0L), silent.getMessage());
    }

    @Test
    void aStreamThatWasCancelledSaysSoAtEachRead() throws Exception {
        IProgressMonitor monitor = new NullProgressMonitor();
        InputStream attended = new Attended(monitor, LONG).stream(InputStream.nullInputStream());
        monitor.setCanceled(true);
        assertTimeoutPreemptively(DEADLINE, () -> {
            IOException cancelled = null;
            while (cancelled == null) {
                try {
                    attended.read();
                } catch (IOException e) {
                    cancelled = e;
                }
            }
            assertInstanceOf(Attended.CancelledException.class, cancelled);
        });
    }
}
