package org.freshet.app.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

@Timeout(60)
class TorrentDownloadTest {

    @TempDir
    Path folder;
    private HttpServer server;
    private String base;
    private final AtomicInteger loops = new AtomicInteger();

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        base = "http://127.0.0.1:" + server.getAddress().getPort();
        server.createContext("/ok", exchange -> answer(exchange, 200, new byte[] {1, 2, 3}));
        server.createContext("/gone", exchange -> answer(exchange, 410, new byte[0]));
        server.createContext("/loop", exchange -> {
            loops.incrementAndGet();
            redirect(exchange, "/loop?again");
        });
        server.createContext("/here", exchange -> redirect(exchange, "ok"));
        server.createContext("/file", exchange -> redirect(exchange, "file:///etc/passwd"));
        // No length is announced.
        server.createContext("/endless", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (var body = exchange.getResponseBody()) {
                while (true) {
                    body.write(new byte[8192]);
                }
            } catch (IOException e) {
                // The client has had enough, as it should.
                exchange.close();
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static void redirect(HttpExchange exchange, String to) throws IOException {
        exchange.getResponseHeaders().set("Location", to);
        answer(exchange, 302, new byte[0]);
    }

    private String failure(String path) {
        CommandFailed failure = assertThrows(CommandFailed.class, () -> new TorrentDownload(1 << 20).fetch(base + path));
        assertEquals(ExitCode.FAILED, failure.exitCode());
        assertFalse(failure.getMessage().contains("secret"), failure.getMessage());
        return failure.getMessage();
    }

    @Test
    void theBodyIsFetchedAlsoBehindARedirect() throws Exception {
        assertArrayEquals(new byte[] {1, 2, 3}, new TorrentDownload(3).fetch(base + "/ok"));
        assertArrayEquals(new byte[] {1, 2, 3}, new TorrentDownload(3).fetch(base + "/here"));
    }

    @Test
    void moreThanTheBoundIsRefusedWhateverTheServerSays() {
        assertTrue(failure("/endless").contains("larger than 1.0 MiB"));
    }

    @Test
    void redirectsEndSomewhere() {
        assertTrue(failure("/loop?secret").endsWith("/loop redirects more than 5 times"));
        assertEquals(6, loops.get());
    }

    @Test
    void redirectsStayWithinHttp() {
        assertTrue(failure("/file").contains("which is not followed"));
    }

    @Test
    void aRefusalNamesTheUrlWithoutItsQuery() {
        assertEquals(base + "/gone answers with HTTP status 410", failure("/gone?passkey=secret"));
    }

    @Test
    void aServerThatIsNotThereIsSaid() {
        server.stop(0);
        assertTrue(failure("/ok?secret").startsWith("cannot connect to " + base + "/ok"));
    }

    @Test
    void whatMayBeShownOfAUrlHoldsNoSecrets() {
        assertEquals("http://h/p", TorrentDownload.withoutQuery("http://user:pw@h/p?key#x"));
        assertEquals("http://h/a@b", TorrentDownload.withoutQuery("http://h/a@b"));
    }

    @Test
    void aTorrentBehindAUrlIsDownloadedLikeOneInAFile() throws Exception {
        byte[] torrent = Files.readAllBytes(Samples.torrent(folder));
        server.createContext("/t.torrent", exchange -> answer(exchange, 200, torrent));
        Cli cli = new Cli(folder);
        cli.engine.onAdd = FakeTorrent::complete;
        assertEquals(ExitCode.OK, cli.run("download", base + "/t.torrent", "--to", "mem:"));
        assertEquals("sample", cli.engine.torrents.getFirst().request().source().metainfo().orElseThrow().name());
        assertEquals(ExitCode.USAGE, cli.run("download", base + "/ok?secret", "--to", "mem:"));
        assertTrue(cli.err().startsWith("freshet: " + base + "/ok gives no usable torrent: "), cli.err());
    }
}
