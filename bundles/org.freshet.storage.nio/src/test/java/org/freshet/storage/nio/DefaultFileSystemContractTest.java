package org.freshet.storage.nio;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.freshet.storage.StorageProvider;
import org.freshet.storage.Traits;
import org.freshet.testkit.storage.StorageContract;
import org.junit.jupiter.api.io.TempDir;

import io.netty.buffer.ByteBufAllocator;

class DefaultFileSystemContractTest extends StorageContract {
    @TempDir
    Path folder;
    private int roots;

    @Override
    protected StorageProvider newProvider(ByteBufAllocator buffers) {
        return new NioStorageProvider(new InstalledFileSystems(), Traits.Speed.REMOTE, buffers);
    }

    @Override
    protected URI newRoot() {
        return URI.create("nio:" + folder.resolve("root " + roots++).toUri());
    }

    @Override
    protected Optional<StorageProvider> afterDeathOf(StorageProvider killed) {
        return Optional.of(new NioStorageProvider());
    }

    @Override
    protected Optional<Path> visibleFile(URI root, List<String> path) {
        return Optional.of(Path.of(URI.create(root.getRawSchemeSpecificPart())).resolve(String.join("/", path)));
    }

    @Override
    protected Optional<Class<? extends StorageProvider>> pluginClass() {
        return Optional.of(NioStorageProvider.class);
    }
}
