package org.freshet.storage.nio.internal;

import java.io.IOException;
import java.util.concurrent.CompletionStage;

import org.freshet.storage.StorageProvider;
import org.freshet.storage.StorageRequest;
import org.freshet.storage.TorrentStorage;
import org.freshet.storage.Traits;
import org.freshet.storage.nio.NioStorageProvider;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** Provides {@link NioStorageProvider} for file systems in memory as a service. */
@Component(service = StorageProvider.class, property = StorageProvider.SCHEME + "=mem")
public final class MemoryStorageComponent implements StorageProvider {

    private final NioStorageProvider provider = NioStorageProvider.inMemory();

    @Override
    public Traits traits() {
        return provider.traits();
    }

    @Override
    public CompletionStage<TorrentStorage> open(StorageRequest request) {
        return provider.open(request);
    }

    @Deactivate
    void deactivate() throws IOException {
        provider.close();
    }
}
