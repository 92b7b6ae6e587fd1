package org.example.freshet.scratch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import org.freshet.metainfo.Layout;
import org.freshet.storage.Completion;
import org.freshet.storage.FenceOp;
import org.freshet.storage.StorageRequest;
import org.freshet.storage.TorrentStorage;
import org.freshet.transport.Fault;
import org.junit.jupiter.api.Test;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/** What is this storage's own: its limit. */
class ScratchLimitTest {
    private static final int PIECE = 1 << 20;

    private final ScratchProvider provider = new ScratchProvider();

    @Test
    void aPieceBeyondTheLimitIsRefusedInWordsThatHelp() {
        provider.limit(2 * PIECE);
        TorrentStorage storage = open("one");
        assertNull(faultOfWriting(storage, 0));
        assertNull(faultOfWriting(storage, 1));
        assertNull(faultOfWriting(storage, 1), "the same piece again takes no more room");
        Fault fault = faultOfWriting(storage, 2);
        assertEquals(Fault.Kind.FULL, fault.kind());
        assertTrue(fault.message().contains("2 MiB"), fault.message());
    }

    @Test
    void roomIsFreeAgainAfterADeletionAndAfterALimitIsRaised() {
        provider.limit(PIECE);
        TorrentStorage one = open("one");
        TorrentStorage other = open("other");
        assertNull(faultOfWriting(one, 0));
        assertEquals(Fault.Kind.FULL, faultOfWriting(other, 0).kind());
        one.fence(new FenceOp.Delete(), new Outcome(new AtomicReference<>()));
        assertNull(faultOfWriting(other, 0));
        provider.limit(2 * PIECE);
        assertNull(faultOfWriting(other, 1));
    }

    private TorrentStorage open(String name) {
        Layout layout = Layout.ofSingleFile(name, PIECE, 3L * PIECE);
        return provider.open(new StorageRequest(URI.create("scratch:here"), layout,
                List.of(new StorageRequest.FilePlan(List.of(name), true)), name)).toCompletableFuture().join();
    }

    private static Fault faultOfWriting(TorrentStorage storage, int piece) {
        AtomicReference<Fault> fault = new AtomicReference<>();
        ByteBuf data = Unpooled.buffer(PIECE).writeZero(PIECE);
        storage.write(piece, 0, data, new Outcome(fault));
        assertEquals(0, data.refCnt(), "the buffer is let go in every case");
        return fault.get();
    }

    /** Keeps the fault of an operation that is done within its call. */
    private record Outcome(AtomicReference<Fault> fault) implements Completion<Void> {
        @Override
        public void done(Void value) {
            // nothing to keep
        }

        @Override
        public void failed(Fault why) {
            fault.set(why);
        }
    }
}
