package org.freshet.tracker.udp.internal;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A UDP socket on loopback that hands each datagram to the test's script. */
final class ScriptedTracker implements AutoCloseable {

    /** Answers one datagram, or does not. */
    interface Script {
        void serve(ScriptedTracker tracker, ByteBuffer request, SocketAddress from) throws IOException;
    }

    static final long CONNECTION = 0x1122334455667788L;

    /** All that came, in order. */
    final List<byte[]> requests = new CopyOnWriteArrayList<>();
    private final DatagramSocket socket;
    private final Script script;

    ScriptedTracker(String address, Script script) throws IOException {
        this.socket = new DatagramSocket(new InetSocketAddress(InetAddress.getByName(address), 0));
        this.script = script;
        Thread.ofVirtual().start(this::serve);
    }

    private void serve() {
        DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
        while (!socket.isClosed()) {
            try {
                socket.receive(packet);
                byte[] data = Arrays.copyOf(packet.getData(), packet.getLength());
                requests.add(data);
                script.serve(this, ByteBuffer.wrap(data), packet.getSocketAddress());
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    int port() {
        return socket.getLocalPort();
    }

    URI uri(String rest) {
        String host = socket.getLocalAddress().getHostAddress();
        return URI.create("udp://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port() + rest);
    }

    void send(byte[] data, SocketAddress to) throws IOException {
        socket.send(new DatagramPacket(data, data.length, to));
    }

    /** Sends action, the transaction id of {@code request}, and more. */
    void answer(int action, ByteBuffer request, SocketAddress to, byte[] more) throws IOException {
        send(ByteBuffer.allocate(8 + more.length).putInt(action).putInt(request.getInt(12)).put(more).array(), to);
    }

    /** A script that gives out connection ids and leaves the rest to another. */
    static Script connecting(Script then) {
        return (tracker, request, from) -> {
            if (request.getLong(0) == 0x41727101980L && request.getInt(8) == 0 && request.capacity() == 16) {
                tracker.answer(0, request, from, ByteBuffer.allocate(8).putLong(CONNECTION).array());
            } else {
                then.serve(tracker, request, from);
            }
        };
    }

    /** A script that gives out connection ids and answers announces with this body. */
    static Script announcing(byte[] body) {
        return connecting((tracker, request, from) -> tracker.answer(1, request, from, body));
    }

    /** Interval, leechers, seeders and compact peers. */
    static byte[] body(int interval, int leechers, int seeders, int... peers) {
        ByteBuffer body = ByteBuffer.allocate(12 + peers.length).putInt(interval).putInt(leechers).putInt(seeders);
        for (int b : peers) {
            body.put((byte) b);
        }
        return body.array();
    }

    @Override
    public void close() {
        socket.close();
    }
}
