package org.freshet.plugins;

/**
 * A newer version of a plugin.
 *
 * @param id of the plugin
 * @param name for people
 * @param from the version that is installed
 * @param to the version that is to be had
 */
public record Update(String id, String name, String from, String to) {
}
