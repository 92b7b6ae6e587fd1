package org.freshet.engine.core;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.freshet.storage.Completion;

import io.netty.buffer.ByteBuf;

/** Local files; writes wait until the test lets them go. */
final class HeldStorage extends WrappedStorage {
    private final CountDownLatch writing = new CountDownLatch(1);
    private final CountDownLatch go = new CountDownLatch(1);

    /** Waits for the first write. */
    void writing() throws InterruptedException {
        await(writing);
    }

    void letGo() {
        go.countDown();
    }

    @Override
    boolean write(Call<Void> call, ByteBuf data, Completion<Void> done) {
        writing.countDown();
        try {
            await(go);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        call.to(done);
        return true;
    }

    private static void await(CountDownLatch latch) throws InterruptedException {
        if (!latch.await(30, TimeUnit.SECONDS)) {
            throw new AssertionError("the test waited for 30 s");
        }
    }
}
