package org.freshet.storage.local.internal;

import java.util.Map;
import java.util.concurrent.CompletionStage;

import org.freshet.storage.StorageProvider;
import org.freshet.storage.StorageRequest;
import org.freshet.storage.TorrentStorage;
import org.freshet.storage.Traits;
import org.freshet.storage.local.LocalStorageProvider;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Provides {@link LocalStorageProvider} as a service, and puts its settings in force while torrents run. */
@Component(service = StorageProvider.class, property = StorageProvider.SCHEME + "=file", configurationPid = LocalStorageComponent.PID)
@Designate(ocd = LocalStorageOptions.class)
public final class LocalStorageComponent implements StorageProvider {
    static final String PID = "org.freshet.storage.local";

    private static final Logger LOG = LoggerFactory.getLogger(LocalStorageComponent.class);
    private static final String OPEN_FILES = "openFiles";
    private static final int FEWEST = 16;
    private static final int MOST = 1_000_000;

    private final LocalStorageProvider provider;

    /** Called by Declarative Services. */
    @Activate
    public LocalStorageComponent(Map<String, Object> values) {
        this(values, new LocalStorageProvider());
    }

    LocalStorageComponent(Map<String, Object> values, LocalStorageProvider provider) {
        this.provider = provider;
        modified(values);
    }

    /** Called by Declarative Services when the configuration has changed. A wrong value leaves the old one in force. */
    @Modified
    void modified(Map<String, Object> values) {
        Object value = values.get(OPEN_FILES);
        try {
            int files = value == null ? LocalStorageProvider.USUAL_OPEN_FILES : Integer.parseInt(value.toString().strip());
            if (files < FEWEST || files > MOST) {
                LOG.warn("the setting {} of {} stays as it was: {} is not between {} and {}", OPEN_FILES, PID, files, FEWEST, MOST);
            } else {
                provider.openFiles(files);
            }
        } catch (NumberFormatException e) {
            LOG.warn("the setting {} of {} stays as it was: \"{}\" is no whole number", OPEN_FILES, PID, value);
        }
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
