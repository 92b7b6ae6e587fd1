package org.freshet.storage.nio;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.freshet.storage.StorageProvider;
import org.freshet.storage.Traits;
import org.freshet.testkit.storage.StorageContract;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Feature;
import com.google.common.jimfs.Jimfs;

import io.netty.buffer.ByteBufAllocator;

/** A file system that has only byte channels, no file channels and no symlinks: many have no more. */
class ChannelOnlyContractTest extends StorageContract {
    private final FileSystem system = Jimfs.newFileSystem(
            Configuration.unix().toBuilder().setSupportedFeatures(Feature.LINKS).build());
    private int roots;

    private final FileSystemSource source = new FileSystemSource() {
        @Override
        public Lease lease() {
            return new Lease() {
                @Override
                public Path resolve(URI root) {
                    return system.getPath("/" + root.getSchemeSpecificPart());
                }

                @Override
                public void close() {
                    // The system serves all storages of a test.
                }
            };
        }

        @Override
        public void close() throws IOException {
            system.close();
        }
    };

    @Override
    protected StorageProvider newProvider(ByteBufAllocator buffers) {
        return new NioStorageProvider(source, Traits.Speed.REMOTE, buffers);
    }

    @Override
    protected URI newRoot() {
        return URI.create("plain:root" + roots++);
    }

    @Override
    protected Optional<Path> visibleFile(URI root, List<String> path) {
        return Optional.of(system.getPath("/" + root.getSchemeSpecificPart()).resolve(String.join("/", path)));
    }
}
