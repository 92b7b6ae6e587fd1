package org.freshet.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The features beside the bundles: the test kit is in none of them, every other bundle in exactly one. */
final class Features {

    private static final Pattern PLUGIN = Pattern.compile("<plugin\\s+id=\"(org\\.freshet\\.[^\"]+)\"");

    private final Path folder;

    /** @param folder the folder {@code features}, one sub-folder with a {@code feature.xml} for each */
    Features(Path folder) {
        this.folder = folder;
    }

    List<String> breaches(List<String> bundleNames) {
        Map<String, List<String>> homes = new TreeMap<>();
        try (DirectoryStream<Path> features = Files.newDirectoryStream(folder)) {
            for (Path feature : features) {
                Path description = feature.resolve("feature.xml");
                if (Files.exists(description)) {
                    Matcher plugins = PLUGIN.matcher(Files.readString(description));
                    while (plugins.find()) {
                        homes.computeIfAbsent(plugins.group(1), name -> new ArrayList<>()).add(feature.getFileName().toString());
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("reading features in " + folder, e);
        }
        List<String> breaches = new ArrayList<>();
        for (String bundle : bundleNames) {
            List<String> found = homes.getOrDefault(bundle, List.of());
            if (bundle.equals("org.freshet.testkit") && !found.isEmpty()) {
                breaches.add(bundle + " is in " + found + ": it is published but no part of the product");
            } else if (!bundle.equals("org.freshet.testkit") && found.size() != 1) {
                breaches.add(bundle + " is in " + found + ": it belongs in exactly one feature");
            }
        }
        return breaches;
    }
}
