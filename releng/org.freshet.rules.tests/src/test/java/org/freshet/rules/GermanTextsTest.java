package org.freshet.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

/** The German texts of the platform that are ours: each replaces an English one that exists, and says as much. */
class GermanTextsTest {
    private static final Pattern PLACE = Pattern.compile("\\{\\d}");

    @Test
    void everyGermanTextReplacesAnEnglishOneWithTheSamePlacesForValues() throws IOException {
        List<String> flaws = new ArrayList<>();
        int texts = 0;
        for (Path root : fragments()) {
            for (Path file : germanFiles(root)) {
                String english = root.relativize(file).toString().replace("_de.properties", ".properties");
                Properties ours = new Properties();
                try (InputStream in = Files.newInputStream(file)) {
                    ours.load(in);
                }
                Properties theirs = english(english, ours.stringPropertyNames());
                for (String key : ours.stringPropertyNames()) {
                    texts++;
                    String original = theirs.getProperty(key);
                    if (original == null || !places(original).equals(places(ours.getProperty(key)))) {
                        flaws.add(english + ": " + key + "=" + ours.getProperty(key) + " for " + original);
                    }
                }
            }
        }
        assertEquals(List.of(), flaws);
        assertFalse(texts == 0, "the texts were found");
    }

    /** Several bundles may have a file of that name: then the one that knows most of the keys. */
    private static Properties english(String name, Set<String> keys) throws IOException {
        Properties best = null;
        for (URL place : Collections.list(GermanTextsTest.class.getClassLoader().getResources(name))) {
            Properties found = new Properties();
            try (InputStream in = place.openStream()) {
                found.load(in);
            }
            if (best == null || known(found, keys) > known(best, keys)) {
                best = found;
            }
        }
        assertNotNull(best, name + " is not in the platform");
        return best;
    }

    private static long known(Properties texts, Set<String> keys) {
        return keys.stream().filter(texts::containsKey).count();
    }

    private static List<Path> fragments() throws IOException {
        List<Path> roots = new ArrayList<>();
        try (DirectoryStream<Path> modules = Files.newDirectoryStream(Workspace.bundlesFolder(), "org.freshet.ui.german.*")) {
            modules.forEach(module -> roots.add(module.resolve("src/main/resources")));
        }
        return roots;
    }

    private static List<Path> germanFiles(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith("_de.properties")).toList();
        }
    }

    private static Set<String> places(String text) {
        return PLACE.matcher(text).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
    }
}
