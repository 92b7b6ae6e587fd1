package org.freshet.storage.nio;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.freshet.storage.StorageProvider;
import org.freshet.storage.Traits;
import org.freshet.testkit.storage.StorageContract;

import io.netty.buffer.ByteBufAllocator;

class MemoryStorageContractTest extends StorageContract {
    private final MemoryFileSystems memory = new MemoryFileSystems();
    private int roots;

    @Override
    protected StorageProvider newProvider(ByteBufAllocator buffers) {
        return new NioStorageProvider(memory, Traits.Speed.LOCAL, buffers);
    }

    /** Every other root in another memory, so that files move within one as well as between two. */
    @Override
    protected URI newRoot() {
        int n = roots++;
        return URI.create("mem:memory" + n / 2 + "/root" + n % 2);
    }

    @Override
    protected Optional<Path> visibleFile(URI root, List<String> path) throws IOException {
        return Optional.of(memory.lease().resolve(root).resolve(String.join("/", path)));
    }
}
