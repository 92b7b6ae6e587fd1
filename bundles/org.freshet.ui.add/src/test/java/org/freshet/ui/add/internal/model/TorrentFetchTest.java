package org.freshet.ui.add.internal.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.freshet.engine.AddTorrent.Source;
import org.freshet.metainfo.Metainfo;
import org.freshet.metainfo.TorrentCreator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TorrentFetchTest {
    private static final int MOST = 100_000;

    private final CountDownLatch ended = new CountDownLatch(1);
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    @AfterEach
    void stop() {
        ended.countDown();
        server.stop(0);
    }

    /** What the server does with a request. */
    private interface Answer {
        void to(HttpExchange exchange) throws IOException, InterruptedException;
    }

    private URI serve(String path, Answer answer) {
        server.createContext(path, exchange -> {
            try (exchange) {
                answer.to(exchange);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private URI redirect(String path, String to) {
        return serve(path, exchange -> {
            exchange.getResponseHeaders().add("Location", to);
            exchange.sendResponseHeaders(302, -1);
        });
    }

    private static Answer body(byte[] bytes) {
        return exchange -> {
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        };
    }

    private static TorrentFetch.Found fetch(URI url) throws Exception {
        return new TorrentFetch(MOST, Duration.ofMinutes(5)).fetch(url, (bytes, total) -> {
        }, () -> false);
    }

    private static String fault(URI url) {
        return assertThrows(TorrentFetch.FetchException.class, () -> fetch(url)).getMessage();
    }

    @Test
    void theBytesComeAndProgressIsTold() throws Exception {
        byte[] bytes = new byte[MOST];
        new Random(1).nextBytes(bytes);
        URI url = serve("/a", body(bytes));
        AtomicLong told = new AtomicLong();
        TorrentFetch.Found found = new TorrentFetch(MOST, Duration.ofMinutes(5)).fetch(url, (count, total) -> {
            assertEquals(MOST, total);
            told.set(count);
        }, () -> false);
        assertArrayEquals(bytes, found.torrent());
        assertEquals(MOST, told.get());
    }

    @Test
    void moreThanATorrentHasIsRefusedWhateverIsAnnounced() {
        URI url = serve("/a", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] chunk = new byte[10_000];
            while (ended.getCount() > 0) {
                exchange.getResponseBody().write(chunk);
            }
        });
        assertTrue(fault(url).contains("larger"));
    }

    @Test
    void redirectsAreFollowedButNotForEver() throws Exception {
        serve("/end", body(new byte[] {1, 2}));
        redirect("/second", "/end");
        assertEquals(2, fetch(redirect("/first", "/second")).torrent().length);
        assertTrue(fault(redirect("/loop", "/loop")).contains("redirects more than"));
    }

    @Test
    void aRedirectToAMagnetLinkIsTheLink() throws Exception {
        String magnet = "magnet:?xt=urn:btih:48a0d339c98f37ab5e8cc69248c571ece4918a4e";
        URI url = redirect("/m", magnet);
        assertEquals(magnet, fetch(url).magnet());
        Source source = new SourceLoader().load(new Given.TorrentUrl(url.toString(), url), (b, t) -> {
        }, () -> false);
        assertTrue(source.magnet().isPresent());
    }

    @Test
    void aRedirectToElsewhereIsNotFollowed() {
        assertTrue(fault(redirect("/a", "file:///etc/passwd")).contains("no web address"));
    }

    @Test
    void faultsAreSaidWithoutPasskeys() throws Exception {
        String status = fault(URI.create(serve("/missing", exchange -> exchange.sendResponseHeaders(404, -1))
                + "?passkey=secret"));
        assertTrue(status.contains("404"), status);
        assertFalse(status.contains("secret"), status);
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        String refused = fault(URI.create("http://me:secret@127.0.0.1:" + port + "/a?secret"));
        assertFalse(refused.contains("secret"), refused);
        assertTrue(refused.contains("127.0.0.1"), refused);
    }

    @Test
    void aServerThatHangsIsGivenUpInTime() {
        URI url = serve("/hang", exchange -> ended.await());
        Exception e = assertThrows(TorrentFetch.FetchException.class,
                () -> new TorrentFetch(MOST, Duration.ofMillis(300)).fetch(url, (b, t) -> {
                }, () -> false));
        assertTrue(e.getMessage().contains("did not answer"), e.getMessage());
    }

    @Test
    void aServerThatHangsInTheMiddleCanBeCancelled() {
        URI url = serve("/hang", exchange -> {
            exchange.sendResponseHeaders(200, 50);
            exchange.getResponseBody().write(new byte[10]);
            exchange.getResponseBody().flush();
            ended.await();
        });
        AtomicLong seen = new AtomicLong();
        assertThrows(CancellationException.class, () -> new TorrentFetch(MOST, Duration.ofMinutes(5)).fetch(url,
                (bytes, total) -> seen.set(bytes), () -> seen.get() > 0));
        assertEquals(10, seen.get());
    }

    @Test
    void theLoaderReadsFilesAndUrlsAlike(@TempDir Path temp) throws Exception {
        Metainfo torrent = new TorrentCreator(Files.write(temp.resolve("x"), new byte[5])).create();
        Path file = Files.write(temp.resolve("x.torrent"), torrent.toBencode());
        URI url = serve("/x", body(torrent.toBencode()));
        for (Given given : new Given[] {new Given.TorrentFile("", file), new Given.TorrentUrl("", url)}) {
            Source source = new SourceLoader().load(given, (b, t) -> {
            }, () -> false);
            assertEquals(torrent.infoHashes(), source.metainfo().orElseThrow().infoHashes());
        }
        Files.write(file, new byte[3]);
        Exception e = assertThrows(SourceLoader.UnusableException.class,
                () -> new SourceLoader().load(new Given.TorrentFile("", file), (b, t) -> {
                }, () -> false));
        assertTrue(e.getMessage().contains("x.torrent"), e.getMessage());
    }
}
