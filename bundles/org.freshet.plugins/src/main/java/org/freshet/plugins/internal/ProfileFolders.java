package org.freshet.plugins.internal;

import java.nio.file.Path;

/**
 * Where everything of a profile's plugins lies.
 *
 * @param profile the profile's folder, absolute
 * @param home the product's folder, absolute; may be read-only
 */
record ProfileFolders(Path profile, Path home) {

    /** The folder of one of Equinox's areas; their values look like URLs and are not encoded. */
    static Path ofArea(String area) {
        return Path.of(area.startsWith("file:") ? area.substring("file:".length()) : area);
    }

    /** p2's data area. */
    Path p2() {
        return profile.resolve("p2");
    }

    /** What is installed in addition to the product: read by the launcher, too. */
    Path list() {
        return p2().resolve("plugins.list");
    }

    /** What the product consists of, as far as listing it needs to know. */
    Path product() {
        return p2().resolve("product.list");
    }

    /** The artifacts of the plugins, a p2 repository. */
    Path pool() {
        return p2().resolve("pool");
    }

    /** Scratch space of one change. */
    Path work() {
        return p2().resolve("work");
    }

    /** The profile registry of the product as it was built. */
    Path productProfiles() {
        return profilesOf(home.resolve("p2"));
    }

    /** The copy of it that p2 reads, since the product may be read-only. */
    Path productProfilesCopy() {
        return profilesOf(p2());
    }

    private static Path profilesOf(Path area) {
        return area.resolve("org.eclipse.equinox.p2.engine/profileRegistry").resolve(Base.PRODUCT_PROFILE + ".profile");
    }

    /** The jar of a bundle of the product, whether there is one or not. */
    Path productJar(String name, String version) {
        return home.resolve("plugins").resolve(fileName(name, version));
    }

    /** The framework's location of a bundle of the product; the launcher makes the same. */
    static String productLocation(String name, String version) {
        return PRODUCT_LOCATION + fileName(name, version);
    }

    /** The framework's location of a bundle in the pool; the launcher makes the same. */
    String poolLocation(String file) {
        return "reference:file:" + pool().resolve(file);
    }

    static String fileName(String name, String version) {
        return name + "_" + version + ".jar";
    }

    /** What the location of every bundle of the product starts with. */
    static final String PRODUCT_LOCATION = "reference:file:plugins/";
}
