package org.freshet.ui.add.internal.model;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Stream;

import org.freshet.metainfo.Metainfo.Version;

/**
 * Keeps torrents that are being made, so that a creation that was killed can go on: each has a folder of its own with what was
 * asked and the journal of what is hashed. The profile belongs to one process, and so does this. Any thread but that of the user
 * interface.
 */
public final class CreationStore {
    private static final String ASKED = "creation.properties";

    private final Path folder;

    /**
     * A creation that was begun.
     *
     * @param folder its own folder, which holds the journal too
     * @param wanted what was asked
     */
    public record Begun(Path folder, NewTorrent wanted) {
    }

    /** @param folder is made when it is needed */
    public CreationStore(Path folder) {
        this.folder = folder;
    }

    /** Remembers a creation that begins. */
    public Begun begin(NewTorrent wanted) throws IOException {
        Path own = Files.createDirectories(folder.resolve(UUID.randomUUID().toString()));
        return update(new Begun(own, wanted));
    }

    /** Remembers that it is asked for in another way; its journal stays. */
    public Begun update(Begun begun) throws IOException {
        Path part = begun.folder.resolve(ASKED + ".part");
        try (Writer out = Files.newBufferedWriter(part)) {
            properties(begun.wanted).store(out, null);
        }
        Files.move(part, begun.folder.resolve(ASKED), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        return begun;
    }

    /** Forgets a creation, its journal too. */
    public void end(Begun begun) throws IOException {
        if (!Files.isDirectory(begun.folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(begun.folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** The creations that were begun and not ended. What cannot be read any more is forgotten. */
    public List<Begun> begun() throws IOException {
        List<Begun> all = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return all;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                Properties properties = new Properties();
                try (Reader in = Files.newBufferedReader(entry.resolve(ASKED))) {
                    properties.load(in);
                    all.add(new Begun(entry, wanted(properties)));
                } catch (IOException | IllegalArgumentException e) {
                    // Killed before it was written whole: nothing is lost but a question.
                    end(new Begun(entry, null));
                }
            }
        }
        return all;
    }

    private static Properties properties(NewTorrent wanted) {
        Properties properties = new Properties();
        put(properties, "source.", wanted.sources().stream().map(Path::toString).toList());
        properties.setProperty("name", wanted.name());
        properties.setProperty("version", wanted.version().name());
        properties.setProperty("pieceLength", Integer.toString(wanted.pieceLength()));
        properties.setProperty("tiers", Integer.toString(wanted.trackers().size()));
        for (int i = 0; i < wanted.trackers().size(); i++) {
            put(properties, "tracker." + i + ".", wanted.trackers().get(i));
        }
        put(properties, "webSeed.", wanted.webSeeds());
        properties.setProperty("private", Boolean.toString(wanted.isPrivate()));
        properties.setProperty("comment", wanted.comment());
        properties.setProperty("file", wanted.file().toString());
        properties.setProperty("seed", Boolean.toString(wanted.seed()));
        return properties;
    }

    private static void put(Properties properties, String prefix, List<String> values) {
        for (int i = 0; i < values.size(); i++) {
            properties.setProperty(prefix + i, values.get(i));
        }
    }

    private static NewTorrent wanted(Properties properties) {
        List<List<String>> tiers = new ArrayList<>();
        for (int i = 0; i < Integer.parseInt(required(properties, "tiers")); i++) {
            tiers.add(list(properties, "tracker." + i + "."));
        }
        List<Path> sources = list(properties, "source.").stream().map(Path::of).toList();
        if (sources.isEmpty()) {
            throw new IllegalArgumentException("no sources");
        }
        return new NewTorrent(sources, required(properties, "name"), Version.valueOf(required(properties, "version")),
                Integer.parseInt(required(properties, "pieceLength")), tiers, list(properties, "webSeed."),
                Boolean.parseBoolean(required(properties, "private")), required(properties, "comment"),
                Path.of(required(properties, "file")), Boolean.parseBoolean(required(properties, "seed")));
    }

    private static String required(Properties properties, String key) {
        String value = properties.getProperty(key);
        if (value == null) {
            throw new IllegalArgumentException(key + " is missing");
        }
        return value;
    }

    private static List<String> list(Properties properties, String prefix) {
        List<String> values = new ArrayList<>();
        for (String value = properties.getProperty(prefix + 0); value != null; value = properties.getProperty(prefix
                + values.size())) {
            values.add(value);
        }
        return values;
    }
}
