package org.freshet.engine.core;

import java.util.concurrent.atomic.AtomicInteger;

import org.freshet.storage.Completion;
import org.freshet.storage.Readable;

/** Local files; counts how often they are read. */
final class CountingStorage extends WrappedStorage {
    private final AtomicInteger reads = new AtomicInteger();

    int reads() {
        return reads.get();
    }

    @Override
    void read(Call<Readable> call, Completion<Readable> done) {
        reads.incrementAndGet();
        call.to(done);
    }
}
