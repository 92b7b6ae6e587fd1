package org.freshet.storage;

import java.util.concurrent.CompletionStage;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Opens storages of one kind: local files, any file system, a cloud account, an object store. Provided as an OSGi service with the
 * property {@value #SCHEME}.
 *
 * <p>When the service is withdrawn, the engine stops calling its storages, closes them and waits a bounded time; the torrents that
 * stood on them wait with a visible reason and go on, without a recheck, when a provider of the scheme is back.
 */
@ConsumerType
public interface StorageProvider {

    /** Service property, {@code String} or {@code String[]}: the URI schemes of {@link StorageRequest#root} served. */
    String SCHEME = "storage.scheme";

    /** What storages of this provider can do; constant. */
    Traits traits();

    /**
     * Opens the storage of one torrent. Creates nothing that is visible to the user before the first write, save what it must. Called
     * on an I/O thread (see {@link TorrentStorage}); may block.
     *
     * @return done with the storage, or failed with a {@link org.freshet.transport.Fault.FaultException}
     */
    CompletionStage<TorrentStorage> open(StorageRequest request);
}
