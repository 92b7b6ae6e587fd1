package org.freshet.discovery;

/**
 * A tracker's counts of one torrent (BEP 48).
 *
 * @param complete seeds now
 * @param downloaded downloads completed ever
 * @param incomplete downloaders now
 */
public record ScrapeEntry(int complete, int downloaded, int incomplete) {
}
