package org.freshet.launcher.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The bundles that a profile has beside those of the product, and those that it does without: what {@code plugins.list} in the profile's
 * folder {@code p2} says. The bundle {@code org.freshet.plugins} writes it; here the lines {@code bundle}, {@code without} and
 * {@code stopped} are read, all others mean nothing to the launcher.
 */
final class ProfileBundles {

    /** What every location of a bundle in a profile's pool has in it. */
    private static final String POOL = "/p2/pool/";
    private static final String REFERENCE = "reference:file:";
    private static final String BUNDLE = "bundle";
    private static final String WITHOUT = "without";
    private static final String STOPPED = "stopped";
    private static final Pattern FILE = Pattern.compile("(.+?)_\\d+\\.\\d+\\.\\d+(?:\\.[\\w-]+)?\\.jar");

    private final List<Installation.Entry> added = new ArrayList<>();
    private final Set<String> without = new HashSet<>();
    private final Set<String> stopped = new HashSet<>();

    private ProfileBundles() {
    }

    /** For the product alone. */
    static ProfileBundles none() {
        return new ProfileBundles();
    }

    /** Reads what the profile says; a profile without plugins says nothing. */
    static ProfileBundles of(Path profile) throws IOException {
        ProfileBundles bundles = new ProfileBundles();
        Path list = profile.resolve("p2").resolve("plugins.list");
        if (!Files.exists(list)) {
            return bundles;
        }
        for (String line : Files.readAllLines(list, StandardCharsets.UTF_8)) {
            String[] fields = line.split("\t", -1);
            try {
                switch (fields[0]) {
                    case BUNDLE -> bundles.added.add(new Installation.Entry(REFERENCE + profile.resolve("p2").resolve("pool").resolve(fields[1]),
                            Integer.parseInt(fields[2]), fields[3].equals("start")));
                    case WITHOUT -> bundles.without.add(fields[1]);
                    case STOPPED -> bundles.stopped.add(fields[1]);
                    default -> {
                        // For others.
                    }
                }
            } catch (IndexOutOfBoundsException | NumberFormatException e) {
                throw new IOException(list + " is damaged at \"" + line + "\"", e);
            }
        }
        return bundles;
    }

    /** Whether a bundle of the framework is one that some profile has or had: the profile's folder may have been moved. */
    static boolean isOfProfile(String location) {
        return location.startsWith(REFERENCE) && location.contains(POOL);
    }

    /** The bundles that the framework is to have. */
    List<Installation.Entry> appliedTo(List<Installation.Entry> product) {
        List<Installation.Entry> wanted = new ArrayList<>();
        for (Installation.Entry entry : product) {
            String name = without.isEmpty() && stopped.isEmpty() ? "" : name(entry);
            if (!without.contains(name)) {
                wanted.add(stopped.contains(name) ? new Installation.Entry(entry.location(), entry.startLevel(), false) : entry);
            }
        }
        for (Installation.Entry entry : added) {
            boolean start = entry.started() && !stopped.contains(name(entry));
            wanted.add(new Installation.Entry(entry.location(), entry.startLevel(), start));
        }
        return wanted;
    }

    /** The symbolic name: p2 names jars {@code name_version.jar}, and both may have underscores. */
    private static String name(Installation.Entry entry) {
        Matcher file = FILE.matcher(entry.location().substring(entry.location().lastIndexOf('/') + 1));
        return file.matches() ? file.group(1) : "";
    }
}
