package org.freshet.plugins;

/**
 * What is left in memory of former versions of a plugin.
 *
 * @param gone class loaders that were given up since the process started and are collected
 * @param held class loaders that were given up and are still reachable
 */
public record MemoryCheck(int gone, int held) {
}
