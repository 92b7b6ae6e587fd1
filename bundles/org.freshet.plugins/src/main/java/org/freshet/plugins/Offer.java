package org.freshet.plugins;

/**
 * Something that a source offers to be installed.
 *
 * @param id of its installable unit
 * @param name for people
 * @param version of the unit
 * @param provider who made it; empty if it does not say
 * @param description for people; may be empty
 * @param installed whether this version is installed already
 */
public record Offer(String id, String name, String version, String provider, String description, boolean installed) {
}
