package org.freshet.engine.core;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

import org.freshet.metainfo.Metainfo;
import org.freshet.transport.PeerAddress;
import org.freshet.wire.ExtensionHandshake;

import io.netty.buffer.Unpooled;

/**
 * A peer made of a blocking socket and hand-written bytes, so that it can say what no decent client says. What it hears is kept for the
 * test to look at; it answers only what a test lets it answer.
 */
final class FakePeer implements AutoCloseable {
    static final int CHOKE = 0;
    static final int UNCHOKE = 1;
    static final int INTERESTED = 2;
    static final int NOT_INTERESTED = 3;
    static final int HAVE = 4;
    static final int BITFIELD = 5;
    static final int REQUEST = 6;
    static final int PIECE = 7;
    static final int CANCEL = 8;
    static final int HAVE_ALL = 14;
    static final int HAVE_NONE = 15;
    static final int REJECT = 16;
    static final int ALLOWED_FAST = 17;
    static final int EXTENDED = 20;

    /** A block that was asked for. */
    record Request(int piece, int offset, int length) {
    }

    /** What to do about a request. */
    interface Answer {
        void to(FakePeer peer, Request request) throws IOException;
    }

    private final Metainfo metainfo;
    private final byte[] peerId = new byte[20];
    private final boolean fast;
    private final ServerSocket server;
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final List<Integer> haves = new CopyOnWriteArrayList<>();
    private final List<Integer> dontHaves = new CopyOnWriteArrayList<>();
    private final Set<Integer> heard = new HashSet<>();
    private volatile Answer answer = (peer, request) -> { };
    private volatile Socket socket;
    private volatile ExtensionHandshake extensions;
    private volatile int metadataBytes;
    private volatile int payload;
    private volatile boolean shaken;
    private volatile boolean choked = true;
    private volatile boolean ended;
    private volatile boolean lostAll;
    private final AtomicInteger connections = new AtomicInteger();

    private FakePeer(Metainfo metainfo, boolean fast, ServerSocket server) {
        this.metainfo = metainfo;
        this.fast = fast;
        this.server = server;
        new Random(System.identityHashCode(this)).nextBytes(peerId);
        System.arraycopy("-FK0001-".getBytes(StandardCharsets.US_ASCII), 0, peerId, 0, 8);
    }

    /** Dials a session and shakes hands. */
    static FakePeer dial(PeerAddress to, Metainfo metainfo, boolean fast) throws Exception {
        FakePeer peer = new FakePeer(metainfo, fast, null);
        Socket socket = new Socket();
        socket.connect(new InetSocketAddress(to.host(), to.port()));
        peer.socket = socket;
        Thread.ofVirtual().start(() -> peer.talk(socket));
        peer.await("the handshake", p -> p.shaken || p.ended);
        return peer;
    }

    /** Waits to be dialled; one connection after the other. */
    static FakePeer listening(Metainfo metainfo, boolean fast, Answer answer) throws Exception {
        FakePeer peer = new FakePeer(metainfo, fast, new ServerSocket(0, 5, InetAddress.getLoopbackAddress()));
        peer.answer = answer;
        Thread.ofVirtual().start(() -> {
            while (!peer.server.isClosed()) {
                try {
                    peer.socket = peer.server.accept();
                    peer.connections.incrementAndGet();
                    peer.ended = false;
                    peer.talk(peer.socket);
                } catch (IOException e) {
                    peer.ended = true; // the test closed it
                }
            }
        });
        return peer;
    }

    PeerAddress address() {
        return PeerAddress.tcp("127.0.0.1", server.getLocalPort());
    }

    private void talk(Socket s) {
        try (s) {
            DataOutputStream out = new DataOutputStream(s.getOutputStream());
            ByteBuffer hello = ByteBuffer.allocate(68).put((byte) 19).put("BitTorrent protocol".getBytes(StandardCharsets.US_ASCII));
            hello.put(new byte[] {0, 0, 0, 0, 0, 0x10, 0, (byte) (fast ? 4 : 0)});
            hello.put(metainfo.infoHashes().primary().truncated()).put(peerId);
            out.write(hello.array());
            DataInputStream in = new DataInputStream(s.getInputStream());
            in.skipNBytes(68);
            shaken = true;
            if (server != null) {
                begin();
            }
            while (true) {
                int length = in.readInt();
                if (length > 0) {
                    byte[] message = new byte[length];
                    in.readFully(message);
                    hear(new DataInputStream(new ByteArrayInputStream(message)), length);
                }
            }
        } catch (IOException e) {
            ended = true; // the other side has gone, which a test may wait for
        }
    }

    /** A listening peer offers everything. */
    private void begin() throws IOException {
        if (fast) {
            send(HAVE_ALL);
        } else {
            byte[] all = new byte[(metainfo.layout().pieceCount() + 7) / 8];
            for (int p = 0; p < metainfo.layout().pieceCount(); p++) {
                all[p / 8] |= (byte) (0x80 >> p % 8);
            }
            send(BITFIELD, all);
        }
        send(UNCHOKE);
    }

    private void hear(DataInputStream m, int length) throws IOException {
        int id = m.read();
        synchronized (heard) {
            heard.add(id);
        }
        switch (id) {
            case CHOKE -> choked = true;
            case UNCHOKE -> choked = false;
            case HAVE -> haves.add(m.readInt());
            case PIECE -> payload += length - 9;
            case REQUEST -> {
                Request r = new Request(m.readInt(), m.readInt(), m.readInt());
                requests.add(r);
                answer.to(this, r);
            }
            case EXTENDED -> {
                int extended = m.read();
                byte[] rest = m.readAllBytes();
                if (extended == 0) {
                    extensions = ExtensionHandshake.decode(Unpooled.wrappedBuffer(rest));
                } else if (extended == 9) {
                    dontHaves.add(ByteBuffer.wrap(rest).getInt());
                } else {
                    metadataBytes += rest.length;
                }
            }
            default -> {
                // known to have been heard, which is all
            }
        }
    }

    /** Sends one message. */
    void send(int id, byte... body) throws IOException {
        DataOutputStream out = new DataOutputStream(socket.getOutputStream());
        ByteBuffer whole = ByteBuffer.allocate(5 + body.length).putInt(1 + body.length).put((byte) id).put(body);
        synchronized (this) {
            out.write(whole.array());
        }
    }

    /** Sends a message of integers. */
    void sendInts(int id, int... values) throws IOException {
        ByteBuffer body = ByteBuffer.allocate(4 * values.length);
        for (int v : values) {
            body.putInt(v);
        }
        send(id, body.array());
    }

    void raw(byte... bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    void interested() throws IOException {
        send(INTERESTED);
    }

    void piece(int piece, int offset, byte[] data) throws IOException {
        send(PIECE, ByteBuffer.allocate(8 + data.length).putInt(piece).putInt(offset).put(data).array());
    }

    /** Says which extensions we speak, metadata as 3 and dont-have as 9. */
    void sayExtensions() throws IOException {
        send(EXTENDED, "\0d1:md11:lt_donthavei9e11:ut_metadatai3eee".getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Says that every piece is lost (BEP 54). */
    void sayLost(int theirId, int pieces) throws IOException {
        lostAll = true;
        for (int p = 0; p < pieces; p++) {
            send(EXTENDED, ByteBuffer.allocate(5).put((byte) theirId).putInt(p).array());
        }
    }

    boolean lostAll() {
        return lostAll;
    }

    void requestMetadata(int theirId, int piece) throws IOException {
        byte[] text = ("?d8:msg_typei0e5:piecei" + piece + "ee").getBytes(StandardCharsets.ISO_8859_1);
        text[0] = (byte) theirId;
        send(EXTENDED, text);
    }

    void awaitExtensions() throws Exception {
        sayExtensions();
        await("the extension handshake", p -> p.extensions != null);
    }

    void await(String what, Predicate<FakePeer> condition) throws Exception {
        Until.holds(what, () -> condition.test(this), () -> this);
    }

    void awaitDisconnection() throws Exception {
        await("the other side closes", p -> p.ended);
    }

    ExtensionHandshake extensions() {
        return extensions;
    }

    boolean unchoked() {
        return !choked;
    }

    boolean ended() {
        return ended;
    }

    /** How often a listening peer was dialled. */
    int connections() {
        return connections.get();
    }

    boolean shaken() {
        return shaken;
    }

    int metadataBytes() {
        return metadataBytes;
    }

    int payload() {
        return payload;
    }

    boolean hasHeard(int id) {
        synchronized (heard) {
            return heard.contains(id);
        }
    }

    List<Request> requests() {
        return new ArrayList<>(requests);
    }

    List<Integer> haves() {
        return haves;
    }

    @Override
    public void close() throws IOException {
        if (server != null) {
            server.close();
        }
        if (socket != null) {
            socket.close();
        }
    }

    @Override
    public String toString() {
        return "heard " + heard + ", requests " + requests.size() + ", haves " + haves + (ended ? ", ended" : "")
                + (choked ? ", choked" : "");
    }
}
