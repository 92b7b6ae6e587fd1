package org.freshet.storage.nio;

import java.net.URI;
import java.nio.file.Path;

import org.freshet.storage.StorageProvider;
import org.freshet.storage.Traits;
import org.freshet.testkit.storage.StorageContract;
import org.junit.jupiter.api.io.TempDir;

import io.netty.buffer.ByteBufAllocator;

class ZipFileSystemContractTest extends StorageContract {
    @TempDir
    Path folder;
    private int roots;

    @Override
    protected StorageProvider newProvider(ByteBufAllocator buffers) {
        return new NioStorageProvider(new InstalledFileSystems(), Traits.Speed.REMOTE, buffers);
    }

    /** Every other root in another archive, so that files move within one as well as between two. */
    @Override
    protected URI newRoot() {
        int n = roots++;
        return URI.create("nio:jar:" + folder.resolve("archive" + n / 2 + ".zip").toUri() + "!/root" + n % 2);
    }
}
