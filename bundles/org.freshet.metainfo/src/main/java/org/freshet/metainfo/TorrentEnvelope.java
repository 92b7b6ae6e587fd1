package org.freshet.metainfo;

import java.time.Instant;
import java.util.List;

/**
 * What a torrent file says around its info dictionary. None of it is covered by the info hash.
 *
 * @param trackerTiers BEP 12
 * @param webSeeds     BEP 19
 * @param comment      or null
 * @param createdBy    or null
 * @param creationDate or null
 * @param nodes        of the DHT (BEP 5)
 */
record TorrentEnvelope(List<List<String>> trackerTiers, List<String> webSeeds, String comment, String createdBy,
        Instant creationDate, List<HostPort> nodes) {
    TorrentEnvelope {
        trackerTiers = trackerTiers.stream().map(List::copyOf).filter(tier -> !tier.isEmpty()).toList();
        webSeeds = List.copyOf(webSeeds);
        nodes = List.copyOf(nodes);
    }
}
