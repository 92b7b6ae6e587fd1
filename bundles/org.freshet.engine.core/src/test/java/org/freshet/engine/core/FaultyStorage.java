package org.freshet.engine.core;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.freshet.storage.Completion;
import org.freshet.storage.FenceOp;
import org.freshet.storage.Readable;
import org.freshet.transport.Fault;

import io.netty.buffer.ByteBuf;

/** Local files that fail, hang and refuse as a test says. */
final class FaultyStorage extends WrappedStorage {

    /** What becomes of writes. */
    enum Writes {
        WORK, FAIL,
        /** Taken, never completed until the test says so, and more are welcome. */
        HANG,
        /** The same, and no more is welcome. */
        REFUSE
    }

    private record Held(Call<Void> call, Completion<Void> done) {
    }

    private final List<Held> held = new ArrayList<>();
    /** A storage is called by one thread at a time, by those that release too. */
    private final Object turn = new Object();
    private final AtomicLong heldBytes = new AtomicLong();
    private final AtomicInteger failed = new AtomicInteger();
    private volatile Writes writes = Writes.WORK;
    private volatile boolean readsFail;
    private volatile boolean opensFail;
    private volatile boolean flushesFail;

    void writes(Writes now) {
        writes = now;
    }

    void readsFail(boolean now) {
        readsFail = now;
    }

    void flushesFail(boolean now) {
        flushesFail = now;
    }

    void opensFail(boolean now) {
        opensFail = now;
    }

    /** Bytes that were taken and not written. */
    long heldBytes() {
        return heldBytes.get();
    }

    /** Calls that failed. */
    int failed() {
        return failed.get();
    }

    /** Writes what was held, and everything from now on. */
    void release() {
        List<Held> all;
        synchronized (held) {
            writes = Writes.WORK;
            all = List.copyOf(held);
            held.clear();
        }
        synchronized (turn) {
            all.forEach(h -> h.call.to(h.done));
        }
    }

    @Override
    Fault opening() {
        return opensFail ? fault(Fault.Kind.DENIED, "the folder may not be read") : null;
    }

    private Fault fault(Fault.Kind kind, String message) {
        failed.incrementAndGet();
        return new Fault(kind, message);
    }

    @Override
    boolean write(Call<Void> call, ByteBuf data, Completion<Void> done) {
        synchronized (held) {
            if (writes == Writes.HANG || writes == Writes.REFUSE) {
                heldBytes.addAndGet(data.readableBytes());
                held.add(new Held(call, done));
                return writes == Writes.HANG;
            }
        }
        if (writes == Writes.FAIL) {
            data.release();
            done.failed(fault(Fault.Kind.FULL, "the disk is full"));
        } else {
            synchronized (turn) {
                call.to(done);
            }
        }
        return true;
    }

    @Override
    void fence(FenceOp op, Call<Void> call, Completion<Void> done) {
        if (flushesFail && op instanceof FenceOp.Flush) {
            done.failed(fault(Fault.Kind.IO, "the disk went away"));
        } else {
            call.to(done);
        }
    }

    @Override
    void read(Call<Readable> call, Completion<Readable> done) {
        if (readsFail) {
            done.failed(fault(Fault.Kind.IO, "the file cannot be read"));
        } else {
            call.to(done);
        }
    }
}
