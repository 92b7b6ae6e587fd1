package org.freshet.tracker.http.internal;

import static org.freshet.tracker.http.internal.ScriptedServer.body;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import org.freshet.transport.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;

/** HTTPS against a server with a certificate of its own making. */
class HttpsTest extends TrackerFixture {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    Path folder;

    /** A key and a certificate for {@code name}, from the JDK's own tool. */
    private KeyStore certificateFor(String name) throws Exception {
        Path file = folder.resolve("keys.p12");
        Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair",
                "-keyalg", "EC", "-alias", "server", "-dname", "CN=test", "-ext", "san=" + name, "-storetype", "PKCS12",
                "-storepass", new String(PASSWORD), "-keystore", file.toString()).redirectErrorStream(true).start();
        String said = new String(keytool.getInputStream().readAllBytes());
        assertTrue(keytool.waitFor(60, TimeUnit.SECONDS) && keytool.exitValue() == 0, said);
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD);
        }
        return keys;
    }

    private ScriptedServer serve(KeyStore keys, ScriptedServer.Script script) throws Exception {
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), null, null);
        ServerSocket listener = context.getServerSocketFactory().createServerSocket(0, 9, InetAddress.getByName("127.0.0.1"));
        return remember(new ScriptedServer("https", listener, script));
    }

    private static SslContext trusting(KeyStore keys) throws Exception {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        trusted.setCertificateEntry("server", keys.getCertificate("server"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        return SslContextBuilder.forClient().trustManager(trust).build();
    }

    @Test
    void aTrustedTrackerIsAsked() throws Exception {
        KeyStore keys = certificateFor("ip:127.0.0.1");
        ScriptedServer server = serve(keys, body("d8:completei5ee"));
        try (HttpTrackerClient trusting = new HttpTrackerClient("test", () -> trusting(keys))) {
            assertEquals(5, get(trusting.announce(server.uri("/announce"), request(), route(GENEROUS))).complete());
            assertEquals(5, get(trusting.announce(server.uri("/announce"), request(), route(GENEROUS))).complete());
        }
        assertEquals("test", server.requests.getFirst().headers().get("user-agent"));
        assertEquals("127.0.0.1:" + server.port(), server.requests.getFirst().headers().get("host"));
    }

    @Test
    void aCertificateForAnotherNameIsRefused() throws Exception {
        KeyStore keys = certificateFor("dns:other.example");
        ScriptedServer server = serve(keys, body(MINIMAL));
        try (HttpTrackerClient trusting = new HttpTrackerClient("test", () -> trusting(keys))) {
            Fault fault = fault(trusting.announce(server.uri("/announce"), request(), route(GENEROUS)));
            assertEquals(Fault.Kind.PROTOCOL, fault.kind());
            assertTrue(fault.message().startsWith("tracker 127.0.0.1:" + server.port()
                    + "/announce could not be trusted or spoken to over TLS: No subject alternative names"), fault.message());
        }
        assertEquals(0, server.requests.size(), "nothing is told to a tracker that is not trusted");
    }

    @Test
    void aCertificateThatNobodyVouchesForIsRefused() throws Exception {
        ScriptedServer server = serve(certificateFor("ip:127.0.0.1"), body(MINIMAL));
        Fault fault = fault(client.announce(server.uri("/announce"), request(), route(GENEROUS)));
        assertEquals(Fault.Kind.PROTOCOL, fault.kind());
        assertTrue(fault.message().contains("unable to find valid certification path"), fault.message());
        assertEquals(0, server.requests.size());
    }

    @Test
    void aTrackerThatDoesNotSpeakTlsIsTold() throws Exception {
        ScriptedServer plain = serve(body(MINIMAL));
        // The scripted server waits for a line's end, which TLS need not send; it may answer, close or hang.
        Fault fault = fault(client.announce(URI.create("https://127.0.0.1:" + plain.port() + "/announce"), request(),
                route(Duration.ofMillis(500))));
        assertTrue(fault.message().startsWith("tracker 127.0.0.1:" + plain.port() + "/announce "), fault.message());
    }

    @Test
    void aTrackerThatHangsInTheHandshakeRunsOutOfTime() throws Exception {
        SslContext ready = SslContextBuilder.forClient().build();
        // The system accepts for a socket that nobody asks for its connections.
        try (ServerSocket silent = new ServerSocket(0, 9, InetAddress.getByName("127.0.0.1"));
                HttpTrackerClient asking = new HttpTrackerClient("test", () -> ready)) {
            Fault fault = fault(asking.announce(URI.create("https://127.0.0.1:" + silent.getLocalPort() + "/announce"), request(),
                    route(Duration.ofSeconds(1))));
            assertEquals(Fault.Kind.TIMEOUT, fault.kind(), fault.message());
        }
    }

    @Test
    void certificatesThatCannotBeReadAreOurOwnFault() throws Exception {
        try (HttpTrackerClient broken = new HttpTrackerClient("test", () -> {
            throw new java.security.KeyStoreException("no trust store");
        })) {
            assertEquals(new Fault(Fault.Kind.INTERNAL,
                    "tracker 127.0.0.1/announce cannot be asked: TLS could not be set up: no trust store"),
                    fault(broken.announce(URI.create("https://127.0.0.1/announce"), request(), route(GENEROUS))));
        }
    }
}
