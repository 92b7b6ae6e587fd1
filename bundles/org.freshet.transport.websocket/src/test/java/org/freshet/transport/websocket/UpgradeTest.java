package org.freshet.transport.websocket;

import static org.freshet.testkit.transport.TransportBench.PATIENCE;
import static org.freshet.testkit.transport.TransportBench.fault;
import static org.freshet.testkit.transport.TransportBench.result;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import org.freshet.testkit.transport.Pattern;
import org.freshet.testkit.transport.SilentHost;
import org.freshet.testkit.transport.StreamEnd;
import org.freshet.testkit.transport.TransportBench;
import org.freshet.transport.Fault;
import org.freshet.transport.Listener;
import org.freshet.transport.PeerAddress;
import org.freshet.transport.tcp.TcpTransport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.util.concurrent.Future;

/** The upgrade, with foreign clients and servers on the other side. */
class UpgradeTest {

    private static final Pattern OURS = new Pattern(1);
    private static final Pattern THEIRS = new Pattern(2);
    private static final String KEY = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
    private static final String GOOD = "Host: localhost\r\nUpgrade: websocket\r\nConnection: keep-alive, Upgrade\r\n"
            + "Sec-WebSocket-Version: 13\r\n";

    private final TcpTransport tcp = new TcpTransport();
    private final WebSocketTransport ws = new WebSocketTransport();
    private final TransportBench bench = new TransportBench(NioIoHandler.newFactory(), Map.of("tcp", tcp, "ws", ws));

    @AfterEach
    void nothingIsLeft() throws Exception {
        ws.close();
        tcp.close();
        bench.await("every socket is closed", () -> bench.openSockets() == 0);
        bench.await("every buffer is released " + bench.allocator().describeLive(), () -> bench.allocator().live() == 0);
        bench.close();
    }

    @Test
    void theExampleOfTheRfcIsAnsweredAsItSays() throws Exception {
        String answer = ask("/peers", "GET /peers HTTP/1.1\r\n" + GOOD + KEY + "\r\n");
        assertTrue(answer.startsWith("HTTP/1.1 101 "), answer);
        assertTrue(answer.contains("s3pPLMBiTxaQ9kYGzzhZRbK+xOo="), answer);
    }

    @Test
    void requestsThatAreNoneOfItsOwnAreRefused() throws Exception {
        refuses(404, "GET /other HTTP/1.1\r\n" + GOOD + KEY);
        refuses(404, "GET /peersandmore HTTP/1.1\r\n" + GOOD + KEY);
        refuses(404, "GET http://localhost/peers HTTP/1.1\r\n" + GOOD + KEY);
        refuses(400, "POST /peers HTTP/1.1\r\n" + GOOD + KEY);
        refuses(400, "GET /peers HTTP/1.0\r\n" + GOOD + KEY);
        refuses(400, "GET /peers HTTP/1.1\r\nContent-Length: 5\r\n" + GOOD + KEY);
        refuses(400, "GET /peers HTTP/1.1\r\nTransfer-Encoding: chunked\r\n" + GOOD + KEY);
        refuses(400, "GET /peers HTTP/1.1\r\n" + GOOD);
        refuses(400, "GET /peers HTTP/1.1\r\n" + GOOD + "Sec-WebSocket-Key: short\r\n");
        refuses(400, "GET /peers HTTP/1.1\r\n" + GOOD + KEY + KEY);
        refuses(426, "GET /peers HTTP/1.1\r\n" + GOOD.replace("13", "8") + KEY);
        refuses(426, "GET /peers HTTP/1.1\r\nHost: localhost\r\n");
        refuses(400, "GET /peers HTTP/1.1\r\nX: " + "x".repeat(9000) + "\r\n" + GOOD + KEY);
        refuses(400, "nonsense");
    }

    @Test
    void theHostMustBeSane() throws Exception {
        refuses(400, "GET /peers HTTP/1.1\r\n" + GOOD.replace("Host: localhost\r\n", "") + KEY);
        refuses(400, "GET /peers HTTP/1.1\r\nHost: other\r\n" + GOOD + KEY);
        refuses(400, "GET /peers HTTP/1.1\r\n" + GOOD.replace("localhost", "a b") + KEY);
        refuses(400, "GET /peers HTTP/1.1\r\n" + GOOD.replace("localhost", "<script>") + KEY);
        refuses(101, "GET /peers HTTP/1.1\r\n" + GOOD.replace("localhost", "[::1]:80") + KEY);
        refuses(101, "GET /peers?x=1 HTTP/1.1\r\n" + GOOD.replace("localhost", "a-b.example:6881") + KEY);
    }

    @Test
    void pagesOfOtherSitesAreRefused() throws Exception {
        for (String origin : new String[] {"https://example.com", "null", "http://localhost.example.com",
            "http://127.0.0.1.example.com", "file://", "http://[::2]"}) {
            refuses(403, "GET /peers HTTP/1.1\r\nOrigin: " + origin + "\r\n" + GOOD + KEY);
        }
        for (String origin : new String[] {"http://localhost:3000", "https://LOCALHOST", "http://127.0.0.1:8080", "http://[::1]"}) {
            refuses(101, "GET /peers HTTP/1.1\r\nOrigin: " + origin + "\r\n" + GOOD + KEY);
        }
    }

    @Test
    void pagesThatTheUserLetsInMayConnectFromThenOn() throws Exception {
        String page = "GET /peers HTTP/1.1\r\nOrigin: https://Example.com\r\n" + GOOD + KEY;
        refuses(403, page);
        ws.settings(new WebSocketSettings(0, Set.of("https://example.com")));
        refuses(101, page);
        refuses(403, page.replace("https:", "http:"));
        ws.settings(new WebSocketSettings(0, Set.of(WebSocketSettings.ANY_PAGE)));
        refuses(101, page.replace("https:", "http:"));
        ws.settings(WebSocketSettings.USUAL);
        refuses(403, page);
    }

    @Test
    void whatAClientSendsBehindItsRequestIsNotLost() throws Exception {
        Listener listener = listen("/peers");
        ByteBuf all = Unpooled.buffer();
        all.writeBytes(("GET /peers HTTP/1.1\r\n" + GOOD + KEY + "\r\n").getBytes(StandardCharsets.US_ASCII));
        byte[] bytes = new byte[100];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = THEIRS.at(i);
        }
        FrameReaderTest.masked(all, Opcode.BINARY, bytes, 0xcafebabe);
        try (Socket socket = new Socket(listener.address().getAddress(), listener.address().getPort())) {
            socket.getOutputStream().write(all.array(), 0, all.readableBytes());
            bench.nextAccepted().awaitReceived(100);
        }
    }

    @Test
    void theJavaPlatformsClientIsServed() throws Exception {
        Listener listener = listen("");
        CompletableFuture<Integer> closedWith = new CompletableFuture<>();
        CompletableFuture<Void> got = new CompletableFuture<>();
        try (HttpClient http = HttpClient.newHttpClient()) {
            WebSocket socket = http.newWebSocketBuilder()
                    .buildAsync(URI.create("ws://127.0.0.1:" + listener.address().getPort() + "/any"),
                            new Expecting(300_000, got, closedWith))
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            StreamEnd end = bench.nextAccepted();
            for (int from = 0; from < 200_000; from += 50_000) { // one message in fragments, and a ping among them
                socket.sendBinary(theirs(from, 50_000), from == 150_000).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
                socket.sendPing(ByteBuffer.wrap(new byte[] {1})).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }
            end.awaitReceived(200_000);
            end.send(300_000);
            got.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            end.channel().close();
            assertEquals(1000, closedWith.get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
            end.awaitInactive();
        }
    }

    @Test
    void nettysServerServesTheClient() throws Exception {
        Channel server = new ServerBootstrap().group(bench.listening()).channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(new HttpServerCodec(), new HttpObjectAggregator(8192),
                                new WebSocketServerProtocolHandler("/echo"), new Echo());
                    }
                }).bind("127.0.0.1", 0).sync().channel();
        StreamEnd end = new StreamEnd("our client", OURS, OURS, true);
        PeerAddress to = new PeerAddress("ws", (InetSocketAddress) server.localAddress(), "/echo");
        result(bench.dial(bench.route(), to, end, PATIENCE));
        end.send(10);
        end.send(1_000_000); // Netty's server takes no frame beyond 64 KiB
        end.awaitReceived(1_000_010);
        result(end.channel().close());
        server.close().sync();
    }

    @Test
    void aServerThatNeverAnswersTimesOutOrIsCancelled() throws Exception {
        try (SilentHost silent = SilentHost.thatAccepts()) {
            PeerAddress to = new PeerAddress("ws", silent.address(), "/x");
            Fault fault = fault(bench.dial(bench.route(), to, end(), Duration.ofMillis(300)));
            assertEquals(Fault.Kind.TIMEOUT, fault.kind());
            assertTrue(fault.message().contains(":" + silent.address().getPort() + "/x"), fault.message());
            Future<Channel> connecting = bench.dial(bench.route(), to, end(), PATIENCE.multipliedBy(100));
            bench.await("it connects", () -> bench.openSockets() > 0);
            connecting.cancel(true);
            bench.await("no socket is left", () -> bench.openSockets() == 0);
        }
    }

    @Test
    void aServerThatDoesNotUpgradeIsAFault() throws Exception {
        assertFault(Fault.Kind.PROTOCOL, "answered 404 Not Found", "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
        assertFault(Fault.Kind.DENIED, "403", "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");
        assertFault(Fault.Kind.PROTOCOL, "something else", "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
                + "Connection: Upgrade\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n");
        assertFault(Fault.Kind.PROTOCOL, "did not answer in HTTP", "\u0013BitTorrent protocol\r\n\r\n");
        assertFault(Fault.Kind.PROTOCOL, "closed the connection", "");
        assertFault(Fault.Kind.PROTOCOL, "HTTP", "HTTP/1.1 200 OK\r\nX: " + "x".repeat(10_000) + "\r\n\r\n");
    }

    @Test
    void anAddressThatWouldBreakTheRequestIsRefusedBeforeItIsDialled() throws Exception {
        for (PeerAddress bad : new PeerAddress[] {
            new PeerAddress("ws", InetSocketAddress.createUnresolved("localhost", 1), "/a\r\nEvil: yes"),
            new PeerAddress("ws", InetSocketAddress.createUnresolved("localhost", 1), "no-slash"),
            new PeerAddress("ws", InetSocketAddress.createUnresolved("local\nhost", 1), "/"),
            new PeerAddress("ws", InetSocketAddress.createUnresolved("a@b", 1), "/")}) {
            Fault fault = fault(bench.dial(bench.route(), bad, end(), PATIENCE));
            assertEquals(Fault.Kind.UNSUPPORTED, fault.kind());
            assertTrue(fault.message().chars().allMatch(c -> c >= ' '), fault.message());
        }
    }

    private Listener listen(String path) throws Exception {
        return result(bench.listen(bench.route(), "ws", bench.anyPort(path), () -> new StreamEnd("our server", OURS, THEIRS, true)));
    }

    private static StreamEnd end() {
        return new StreamEnd("our client", OURS, THEIRS, true);
    }

    private void refuses(int status, String request) throws Exception {
        String answer = ask("/peers", request + "\r\n\r\n".substring(request.endsWith("\r\n") ? 2 : 0));
        assertTrue(answer.startsWith("HTTP/1.1 " + status + " "), request + " -> " + answer);
    }

    /** What a fresh listener on {@code path} answers, up to the end of the header. */
    private String ask(String path, String request) throws Exception {
        Listener listener = listen(path);
        StringBuilder answer = new StringBuilder();
        try (Socket socket = new Socket(listener.address().getAddress(), listener.address().getPort())) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            int c = 0;
            while (answer.indexOf("\r\n\r\n") < 0 && (c = in.read()) >= 0) {
                answer.append((char) c);
            }
        }
        listener.close();
        return answer.toString();
    }

    private void assertFault(Fault.Kind kind, String words, String answer) throws Exception {
        try (ServerSocket server = new ServerSocket(0)) {
            Thread.ofVirtual().start(() -> {
                try (Socket socket = server.accept()) {
                    InputStream in = socket.getInputStream();
                    StringBuilder request = new StringBuilder();
                    while (request.indexOf("\r\n\r\n") < 0) {
                        request.append((char) in.read());
                    }
                    socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            PeerAddress to = new PeerAddress("ws", new InetSocketAddress("127.0.0.1", server.getLocalPort()), "");
            Fault fault = fault(bench.dial(bench.route(), to, end(), PATIENCE));
            assertEquals(kind, fault.kind(), fault.message());
            assertTrue(fault.message().contains(words), fault.message());
            assertTrue(fault.message().contains("127.0.0.1:" + server.getLocalPort()), fault.message());
        }
    }

    private static ByteBuffer theirs(int from, int length) {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        for (int i = from; i < from + length; i++) {
            bytes.put(THEIRS.at(i));
        }
        return bytes.flip();
    }

    /** Completes when the bytes of our pattern have come. */
    private static final class Expecting implements WebSocket.Listener {
        private final int total;
        private final CompletableFuture<Void> got;
        private final CompletableFuture<Integer> closedWith;
        private int received;

        Expecting(int total, CompletableFuture<Void> got, CompletableFuture<Integer> closedWith) {
            this.total = total;
            this.got = got;
            this.closedWith = closedWith;
        }

        @Override
        public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
            while (data.hasRemaining()) {
                if (data.get() != OURS.at(received++)) {
                    got.completeExceptionally(new AssertionError("byte " + (received - 1) + " is wrong"));
                }
            }
            if (received == total) {
                got.complete(null);
            }
            socket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int statusCode, String reason) {
            closedWith.complete(statusCode);
            return null;
        }
    }

    /** Sends back what it gets. */
    private static final class Echo extends SimpleChannelInboundHandler<BinaryWebSocketFrame> {
        @Override
        protected void channelRead0(ChannelHandlerContext ctx, BinaryWebSocketFrame frame) {
            ctx.writeAndFlush(frame.retain());
        }
    }
}
