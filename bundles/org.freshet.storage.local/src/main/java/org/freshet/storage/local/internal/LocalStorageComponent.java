package org.freshet.storage.local.internal;

import java.util.concurrent.CompletionStage;

import org.freshet.storage.StorageProvider;
import org.freshet.storage.StorageRequest;
import org.freshet.storage.TorrentStorage;
import org.freshet.storage.Traits;
import org.freshet.storage.local.LocalStorageProvider;
import org.osgi.service.component.annotations.Component;

/** Provides {@link LocalStorageProvider} as a service. */
@Component(service = StorageProvider.class, property = StorageProvider.SCHEME + "=file")
public final class LocalStorageComponent implements StorageProvider {

    private final LocalStorageProvider provider = new LocalStorageProvider();

    @Override
    public Traits traits() {
        return provider.traits();
    }

    @Override
    public CompletionStage<TorrentStorage> open(StorageRequest request) {
        return provider.open(request);
    }
}
