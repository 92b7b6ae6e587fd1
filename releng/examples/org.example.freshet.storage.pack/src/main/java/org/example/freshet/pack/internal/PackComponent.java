package org.example.freshet.pack.internal;

import java.util.concurrent.CompletionStage;

import org.example.freshet.pack.PackProvider;
import org.freshet.storage.StorageProvider;
import org.freshet.storage.StorageRequest;
import org.freshet.storage.TorrentStorage;
import org.freshet.storage.Traits;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;

/** Offers {@link PackProvider} as a service for the scheme {@code pack}. It holds nothing open: storages are the engine's to close. */
@Component(service = StorageProvider.class, configurationPid = "org.example.freshet.pack",
        property = StorageProvider.SCHEME + "=pack")
@Designate(ocd = PackSettings.class)
public final class PackComponent implements StorageProvider {

    private final PackProvider provider = new PackProvider();

    @Activate
    @Modified
    void configure(PackSettings settings) {
        provider.compress(settings.compress());
    }

    @Override
    public Traits traits() {
        return provider.traits();
    }

    @Override
    public CompletionStage<TorrentStorage> open(StorageRequest request) {
        return provider.open(request);
    }
}
