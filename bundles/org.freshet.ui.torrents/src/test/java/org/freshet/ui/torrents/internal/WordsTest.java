package org.freshet.ui.torrents.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {
    private static final String JAVA = "/org/freshet/ui/torrents/internal/messages";
    private static final String XML = "/OSGI-INF/l10n/bundle";

    private static Properties read(String resource) throws IOException {
        Properties words = new Properties();
        try (InputStream in = WordsTest.class.getResourceAsStream(resource)) {
            words.load(in);
        }
        return words;
    }

    private static String plugin() throws IOException {
        try (InputStream in = WordsTest.class.getResourceAsStream("/plugin.xml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void bothLanguagesSayEverythingThatJavaSays() throws IOException {
        Set<String> fields = new TreeSet<>();
        for (Field field : Messages.class.getDeclaredFields()) {
            fields.add(field.getName());
        }
        assertEquals(fields, new TreeSet<>(read(JAVA + ".properties").stringPropertyNames()));
        assertEquals(fields, new TreeSet<>(read(JAVA + "_de.properties").stringPropertyNames()));
    }

    @Test
    void bothLanguagesHaveTheSamePlacesForValues() throws IOException {
        Properties english = read(JAVA + ".properties");
        Properties german = read(JAVA + "_de.properties");
        for (String key : english.stringPropertyNames()) {
            assertEquals(places(english.getProperty(key)), places(german.getProperty(key)), key);
        }
    }

    private static Set<String> places(String text) {
        Set<String> places = new TreeSet<>();
        Matcher matcher = Pattern.compile("\\{\\d}").matcher(text);
        while (matcher.find()) {
            places.add(matcher.group());
        }
        return places;
    }

    @ParameterizedTest
    @ValueSource(strings = {XML + ".properties", XML + "_de.properties"})
    void everyWordOfThePluginIsThereAndNoneIsLeftOver(String resource) throws IOException {
        Set<String> used = new TreeSet<>();
        Matcher matcher = Pattern.compile("[\">]%([\\w.]+)[\"<]").matcher(plugin());
        while (matcher.find()) {
            used.add(matcher.group(1));
        }
        // Commands that stand in no menu but have a key still have the words for one.
        used.add("toggle.menu");
        assertEquals(used, new TreeSet<>(read(resource).stringPropertyNames()));
    }

    @ParameterizedTest
    @ValueSource(strings = {XML + ".properties", XML + "_de.properties"})
    void everyItemOfAMenuHasALetterOfItsOwn(String resource) throws IOException {
        Properties words = read(resource);
        List<String> menus = new ArrayList<>();
        Matcher contributions = Pattern
                .compile("<menuContribution locationURI=\"(popup|menu:torrent)[^>]*>(.*?)</menuContribution>", Pattern.DOTALL)
                .matcher(plugin());
        StringBuilder popup = new StringBuilder();
        while (contributions.find()) {
            if (contributions.group(1).equals("popup")) {
                popup.append(contributions.group(2));
            } else {
                menus.add(contributions.group(2));
            }
        }
        menus.add(popup.toString());
        for (String menu : menus) {
            // A sub-menu is one item with its own letter; its items are among themselves.
            lettersDiffer(words, menu.replaceAll("(?s)(<menu id[^>]*>).*?</menu>", "$1"));
            Matcher sub = Pattern.compile("(?s)<menu id[^>]*>(.*?)</menu>").matcher(menu);
            while (sub.find()) {
                lettersDiffer(words, sub.group(1));
            }
        }
    }

    private static void lettersDiffer(Properties words, String items) {
        Set<String> letters = new HashSet<>();
        Matcher matcher = Pattern.compile("label=\"%([\\w.]+)\"").matcher(items);
        assertTrue(items.contains("label="), "a menu without items");
        while (matcher.find()) {
            String text = words.getProperty(matcher.group(1));
            int mark = text.indexOf('&');
            assertFalse(mark < 0, "no letter in " + text);
            assertTrue(letters.add(text.substring(mark + 1, mark + 2).toLowerCase(Locale.GERMAN)), "twice the letter of " + text);
        }
    }
}
