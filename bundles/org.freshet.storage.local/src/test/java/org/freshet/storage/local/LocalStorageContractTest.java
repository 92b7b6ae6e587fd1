package org.freshet.storage.local;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.freshet.storage.StorageProvider;
import org.freshet.testkit.storage.StorageContract;
import org.junit.jupiter.api.io.TempDir;

import io.netty.buffer.ByteBufAllocator;

class LocalStorageContractTest extends StorageContract {
    @TempDir
    Path folder;
    private int roots;

    @Override
    protected StorageProvider newProvider(ByteBufAllocator buffers) {
        return new LocalStorageProvider(buffers);
    }

    @Override
    protected URI newRoot() {
        return folder.resolve("root" + roots++).toUri();
    }

    @Override
    protected Optional<StorageProvider> afterDeathOf(StorageProvider killed) {
        return Optional.of(new LocalStorageProvider());
    }

    @Override
    protected Optional<Path> visibleFile(URI root, List<String> path) {
        return Optional.of(Path.of(root).resolve(String.join("/", path)));
    }

    @Override
    protected Optional<Class<? extends StorageProvider>> pluginClass() {
        return Optional.of(LocalStorageProvider.class);
    }
}
