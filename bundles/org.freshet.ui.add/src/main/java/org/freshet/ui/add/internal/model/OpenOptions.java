package org.freshet.ui.add.internal.model;

import java.net.URI;
import java.util.List;

import org.freshet.engine.AddTorrent;
import org.freshet.engine.AddTorrent.ExistingData;
import org.freshet.engine.AddTorrent.Source;

/**
 * What is asked once for all torrents that are opened together.
 *
 * @param start      whether they run at once
 * @param sequential whether pieces are fetched in order
 * @param complete   whether the data is there and is believed without a check
 * @param label      the user's word for them, or empty
 */
public record OpenOptions(boolean start, boolean sequential, boolean complete, String label) {

    /** The request to the engine for one of them. */
    public AddTorrent request(Source source, URI root, List<Integer> unwanted) {
        AddTorrent add = source.metainfo().isPresent() ? AddTorrent.of(source.metainfo().get(), root)
                : AddTorrent.of(source.magnet().orElseThrow(), root);
        // Nothing can be believed of files that are not known.
        ExistingData data = complete && source.metainfo().isPresent() ? ExistingData.COMPLETE : ExistingData.RESUME;
        return add.withPaused(!start).withSequential(sequential).withData(data).withLabel(label.strip()).withUnwanted(unwanted);
    }
}
