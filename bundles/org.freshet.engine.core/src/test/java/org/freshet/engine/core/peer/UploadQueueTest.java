package org.freshet.engine.core.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Proxy;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

import org.freshet.engine.core.FakeServices;
import org.freshet.engine.core.RecordingPeerEvents;
import org.freshet.engine.core.TestTorrent;
import org.freshet.engine.core.disk.PieceStore;
import org.freshet.engine.core.peer.PeerConnection.Origin;
import org.freshet.storage.Completion;
import org.freshet.storage.Readable;
import org.freshet.storage.TorrentStorage;
import org.freshet.storage.Traits;
import org.freshet.transport.Fault;
import org.freshet.transport.PeerAddress;
import org.freshet.wire.Feature;
import org.freshet.wire.Handshake;
import org.junit.jupiter.api.Test;

import io.netty.channel.embedded.EmbeddedChannel;

class UploadQueueTest {
    private static final int BLOCK = 16384;
    private static final int PIECE = 2 * BLOCK;

    private final FakeServices services = new FakeServices();
    private final TestTorrent torrent;
    private final List<Integer> unreadable = new ArrayList<>();
    private long sent;
    private int credit = 2 * BLOCK;
    private final UploadQueue queue;

    UploadQueueTest() throws Exception {
        torrent = TestTorrent.of(PIECE, 3 * PIECE);
        EmbeddedChannel channel = new EmbeddedChannel();
        Origin origin = new Origin(PeerAddress.tcp(new InetSocketAddress("10.0.0.1", 1)), true, false, null);
        PeerConnection peer = new PeerConnection(channel, origin,
                Handshake.of(new byte[20], new byte[20], Feature.FAST), new RecordingPeerEvents(), services::now);
        channel.pipeline().addLast(peer);
        Traits traits = new Traits(Traits.WriteModel.RANDOM, Traits.Speed.LOCAL, false, false, BLOCK);
        PieceStore store = new PieceStore(storage(), traits, torrent.metainfo(), Runnable::run, Runnable::run, null);
        queue = new UploadQueue(peer, torrent.metainfo().layout(), store, new UploadQueue.Allowance() {
            @Override
            public boolean take(int bytes) {
                if (credit < bytes) {
                    return false;
                }
                credit -= bytes;
                return true;
            }

            @Override
            public void sent(PeerConnection to, int bytes) {
                sent += bytes;
            }

            @Override
            public void unreadable(int piece, Fault why) {
                unreadable.add(piece);
            }
        }, false);
    }

    /** Piece 0 cannot be read, the others can. */
    private TorrentStorage storage() {
        return (TorrentStorage) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {TorrentStorage.class},
                (proxy, method, args) -> {
                    if (!method.getName().equals("read")) {
                        throw new AssertionError(method.getName() + " was called");
                    }
                    @SuppressWarnings("unchecked")
                    Completion<Readable> done = (Completion<Readable>) args[4];
                    if ((int) args[0] == 0) {
                        done.failed(new Fault(Fault.Kind.IO, "the disk is broken"));
                    } else {
                        done.done(new Readable.Bytes(torrent.part((int) args[0], (int) args[1], (int) args[2])));
                    }
                    return null;
                });
    }

    @Test
    void aBlockThatCannotBeReadTakesNothingOfTheLimit() {
        queue.add(0, 0, BLOCK);
        queue.add(0, BLOCK, BLOCK);
        queue.add(1, 0, BLOCK);
        queue.add(1, BLOCK, BLOCK);
        queue.add(2, 0, BLOCK);
        queue.pump();
        assertEquals(List.of(0, 0), unreadable);
        assertEquals(2 * BLOCK, sent, "all that the limit grants went to blocks that could be read");
        assertEquals(0, credit);
        queue.close();
    }
}
