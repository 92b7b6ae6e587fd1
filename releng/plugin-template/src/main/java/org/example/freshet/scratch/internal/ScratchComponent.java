package org.example.freshet.scratch.internal;

import java.util.concurrent.CompletionStage;

import org.example.freshet.scratch.ScratchProvider;
import org.freshet.storage.StorageProvider;
import org.freshet.storage.StorageRequest;
import org.freshet.storage.TorrentStorage;
import org.freshet.storage.Traits;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;

/** Offers {@link ScratchProvider} as a service for the scheme {@code scratch}; new settings take effect at once. */
@Component(service = StorageProvider.class, configurationPid = "org.example.freshet.scratch",
        property = StorageProvider.SCHEME + "=scratch")
@Designate(ocd = ScratchSettings.class)
public final class ScratchComponent implements StorageProvider {

    private final ScratchProvider provider = new ScratchProvider();

    @Activate
    @Modified
    void configure(ScratchSettings settings) {
        provider.limit((long) settings.mebibytes() << 20);
    }

    @Override
    public Traits traits() {
        return provider.traits();
    }

    @Override
    public CompletionStage<TorrentStorage> open(StorageRequest request) {
        return provider.open(request);
    }

    @Deactivate
    void deactivate() {
        provider.close();
    }
}
