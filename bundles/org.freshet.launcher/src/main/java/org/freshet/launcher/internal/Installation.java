package org.freshet.launcher.internal;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** An unpacked product, which may be read-only: {@code plugins} with the bundles and {@code configuration} with p2's list of them. */
final class Installation {

    /** What the location of every bundle of the product starts with; bundles installed later come from elsewhere. */
    static final String LOCATION_PREFIX = "reference:file:plugins/";

    /** Start level of bundles whose entry names none. */
    private static final int USUAL_START_LEVEL = 4;

    /**
     * A bundle that belongs to the product.
     *
     * @param location where the framework finds it, relative to the product's folder, so that the product can be moved
     * @param startLevel OSGi start level
     * @param started whether it is started with the framework
     */
    record Entry(String location, int startLevel, boolean started) {
    }

    private final Path home;

    Installation(Path home) {
        this.home = home;
    }

    Path home() {
        return home;
    }

    Path configuration() {
        return home.resolve("configuration");
    }

    /** The framework's own jar as p2 installed it. */
    Path framework() throws IOException {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(home.resolve("plugins"), "org.eclipse.osgi_*.jar")) {
            for (Path jar : found) {
                return jar;
            }
        }
        throw new IOException(home + " has no plugins/org.eclipse.osgi_*.jar; unpack the product anew");
    }

    /** The bundles that p2 wrote into {@code config.ini}, in its order. */
    List<Entry> bundles() throws IOException {
        Properties ini = new Properties();
        Path file = configuration().resolve("config.ini");
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            ini.load(reader);
        }
        String list = ini.getProperty("osgi.bundles");
        if (list == null) {
            throw new IOException(file + " names no osgi.bundles; unpack the product anew");
        }
        List<Entry> entries = new ArrayList<>();
        for (String item : list.split(",")) {
            entries.add(entry(item.strip()));
        }
        return entries;
    }

    /** An item reads {@code reference:file:name.jar@4:start}; the name is relative to the folder of the framework's own jar. */
    private static Entry entry(String item) {
        int at = item.lastIndexOf('@');
        String path = at < 0 ? item : item.substring(0, at);
        int level = USUAL_START_LEVEL;
        boolean started = false;
        if (at >= 0) {
            for (String word : item.substring(at + 1).split(":")) {
                if (word.equals("start")) {
                    started = true;
                } else {
                    level = Integer.parseInt(word);
                }
            }
        }
        return new Entry(LOCATION_PREFIX + path.substring(path.lastIndexOf(':') + 1), level, started);
    }
}
