package org.freshet.plugins;

import java.util.List;

/**
 * What uses a plugin at one moment.
 *
 * @param bundles symbolic names of other bundles that use its services or packages
 * @param torrents how many torrents keep their data in its storages
 * @param connections how many connections to peers go over its transports
 * @param trackers how many trackers are asked through its clients
 */
public record Usage(List<String> bundles, int torrents, int connections, int trackers) {
}
