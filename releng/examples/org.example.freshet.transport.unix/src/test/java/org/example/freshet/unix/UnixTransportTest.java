package org.example.freshet.unix;

import static org.freshet.testkit.transport.TransportBench.PATIENCE;
import static org.freshet.testkit.transport.TransportBench.fault;
import static org.freshet.testkit.transport.TransportBench.result;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

import org.freshet.testkit.transport.Pattern;
import org.freshet.testkit.transport.StreamEnd;
import org.freshet.testkit.transport.TransportBench;
import org.freshet.transport.BindSpec;
import org.freshet.transport.Fault;
import org.freshet.transport.Listener;
import org.freshet.transport.PeerAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.netty.channel.nio.NioIoHandler;

/** What is this transport's own; the rest is in {@link UnixTransportContractTest}. */
class UnixTransportTest {

    private static final int PORT = 6881;

    @TempDir
    Path temporary;
    private Path folder;
    private UnixTransport transport;
    private TransportBench bench;

    @BeforeEach
    void setUp() {
        folder = temporary.resolve("new/sockets");
        transport = new UnixTransport(folder);
        bench = new TransportBench(NioIoHandler.newFactory(), Map.of(UnixTransport.NAME, transport));
    }

    @AfterEach
    void tearDown() {
        transport.close();
        bench.close();
    }

    @Test
    void aListenerIsAFileThatOnlyItsOwnerReachesAndThatGoesWithIt() throws Exception {
        Listener listener = listen("127.0.0.1", PORT);
        Path socket = folder.resolve("6881.socket");
        assertTrue(Files.exists(socket));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)));
        result(listener.close());
        assertFalse(Files.exists(socket));
    }

    @Test
    void aSocketLeftByAProcessThatDiedIsTakenOver() throws Exception {
        Files.createDirectories(folder);
        ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        dead.bind(UnixDomainSocketAddress.of(folder.resolve("6881.socket")));
        dead.close(); // Java leaves the file
        assertTrue(Files.exists(folder.resolve("6881.socket")));
        assertEquals(PORT, listen("127.0.0.1", PORT).address().getPort());
        StreamEnd dialler = new StreamEnd("the dialler", new Pattern(1), new Pattern(2), true);
        result(bench.dial(bench.route(), peer("localhost", PORT), dialler, PATIENCE));
    }

    @Test
    void otherMachinesAreUnreachableAndTheirNamesAreNotLookedUp() throws Exception {
        for (String host : new String[] {"192.0.2.1", "peer.example.org"}) {
            StreamEnd dialler = new StreamEnd("the dialler", new Pattern(1), new Pattern(2), true);
            Fault fault = fault(bench.dial(bench.route(), peer(host, PORT), dialler, PATIENCE));
            assertEquals(Fault.Kind.UNREACHABLE, fault.kind());
            assertTrue(fault.message().contains("unix://" + host + ":6881") && fault.message().contains("localhost"),
                    fault.message());
        }
    }

    @Test
    void aFolderThatCannotBeMadeIsToldWithItsName() throws Exception {
        Path file = Files.createFile(temporary.resolve("file"));
        transport.folder(file.toString());
        Fault fault = fault(bench.route().listen(UnixTransport.NAME, at("127.0.0.1", 0), (channel, from) -> channel.close()));
        assertEquals(Fault.Kind.IO, fault.kind());
        assertTrue(fault.message().contains(file.toString()), fault.message());
    }

    @Test
    void anotherFolderIsUsedFromTheNextListenerOn() throws Exception {
        listen("127.0.0.1", PORT);
        Path other = temporary.resolve("other");
        transport.folder(other.toString());
        listen("127.0.0.1", PORT);
        assertTrue(Files.exists(folder.resolve("6881.socket")));
        assertTrue(Files.exists(other.resolve("6881.socket")));
    }

    private Listener listen(String host, int port) throws Exception {
        return result(bench.route().listen(UnixTransport.NAME, at(host, port), (channel, from) -> { }));
    }

    private BindSpec at(String host, int port) {
        return BindSpec.of(new InetSocketAddress(host, port), bench.listening());
    }

    private static PeerAddress peer(String host, int port) {
        return new PeerAddress(UnixTransport.NAME, InetSocketAddress.createUnresolved(host, port), "");
    }
}
