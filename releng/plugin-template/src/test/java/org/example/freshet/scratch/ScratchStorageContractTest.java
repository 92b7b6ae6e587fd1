package org.example.freshet.scratch;

import java.net.URI;
import java.util.Optional;

import org.freshet.storage.StorageProvider;
import org.freshet.testkit.storage.StorageContract;

import io.netty.buffer.ByteBufAllocator;

/** Everything that Freshet expects of a storage. */
class ScratchStorageContractTest extends StorageContract {
    private int roots;

    @Override
    protected StorageProvider newProvider(ByteBufAllocator buffers) {
        return new ScratchProvider(buffers);
    }

    @Override
    protected URI newRoot() {
        return URI.create("scratch:root" + roots++);
    }

    @Override
    protected Optional<Class<? extends StorageProvider>> pluginClass() {
        return Optional.of(ScratchProvider.class);
    }
}
