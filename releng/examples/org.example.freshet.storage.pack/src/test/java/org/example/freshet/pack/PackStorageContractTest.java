package org.example.freshet.pack;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

import org.freshet.storage.StorageProvider;
import org.freshet.testkit.storage.StorageContract;
import org.junit.jupiter.api.io.TempDir;

import io.netty.buffer.ByteBufAllocator;

/** Everything that Freshet expects of a storage. */
class PackStorageContractTest extends StorageContract {
    @TempDir
    Path folder;
    private int roots;

    @Override
    protected StorageProvider newProvider(ByteBufAllocator buffers) {
        return new PackProvider(buffers);
    }

    @Override
    protected URI newRoot() {
        return URI.create("pack:" + folder.resolve("root" + roots++));
    }

    @Override
    protected Optional<StorageProvider> afterDeathOf(StorageProvider killed) {
        return Optional.of(new PackProvider());
    }

    @Override
    protected Optional<Class<? extends StorageProvider>> pluginClass() {
        return Optional.of(PackProvider.class);
    }
}
