package org.freshet.plugins.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What a profile has in addition to the product, and what it does without. One line an entry, fields separated by tabs, the first word says
 * what it is; the launcher reads the lines {@code bundle}, {@code without} and {@code stopped}. Immutable.
 *
 * @param plugins what was installed, with what the user may want to know of it later
 * @param removed optional parts of the product that this profile does without
 * @param bundles the jars of the pool that the framework gets
 * @param stopped symbolic names of bundles that stay stopped
 */
record PluginList(List<Entry> plugins, List<Entry> removed, List<Jar> bundles, SortedSet<String> stopped) {

    static final PluginList EMPTY = new PluginList(List.of(), List.of(), List.of(), new TreeSet<>());

    private static final String PLUGIN = "plugin";
    private static final String REMOVED = "removed";
    private static final String BUNDLE = "bundle";
    private static final String WITHOUT = "without";
    private static final String STOPPED = "stopped";

    PluginList {
        plugins = List.copyOf(plugins);
        removed = List.copyOf(removed);
        bundles = List.copyOf(bundles);
        stopped = new TreeSet<>(stopped);
    }

    /**
     * A plugin or a part of the product.
     *
     * @param id of its root unit
     * @param version of its root unit
     * @param name for people
     * @param provider for people
     * @param source where it came from, a URI; empty for parts of the product
     * @param signature who signed it, for people
     * @param bundles symbolic name, slash, version
     */
    record Entry(String id, String version, String name, String provider, String source, String signature, List<String> bundles) {

        Entry {
            bundles = List.copyOf(bundles);
        }

        /** Symbolic names of the bundles. */
        List<String> bundleNames() {
            return bundles.stream().map(b -> b.substring(0, b.indexOf('/'))).toList();
        }

        String line(String word) {
            return String.join("\t", word, id, version, plain(name), plain(provider), plain(source), plain(signature),
                    String.join(",", bundles));
        }

        static Entry of(String[] fields) {
            return new Entry(fields[1], fields[2], fields[3], fields[4], fields[5], fields[6],
                    fields[7].isEmpty() ? List.of() : List.of(fields[7].split(",")));
        }
    }

    /**
     * A jar for the framework.
     *
     * @param file below the pool
     * @param level start level
     * @param start whether it is started
     */
    record Jar(String file, int level, boolean start) {
    }

    Optional<Entry> plugin(String id) {
        return plugins.stream().filter(p -> p.id().equals(id)).findFirst();
    }

    Optional<Entry> removed(String id) {
        return removed.stream().filter(p -> p.id().equals(id)).findFirst();
    }

    PluginList with(Entry plugin) {
        return new PluginList(replaced(plugins, plugin.id(), List.of(plugin)), replaced(removed, plugin.id(), List.of()), bundles, stopped);
    }

    PluginList without(String id) {
        return new PluginList(replaced(plugins, id, List.of()), replaced(removed, id, List.of()), bundles, stopped);
    }

    PluginList withRemoved(Entry part) {
        return new PluginList(plugins, replaced(removed, part.id(), List.of(part)), bundles, stopped);
    }

    PluginList withBundles(Predicate<Jar> gone, Collection<Jar> come) {
        List<Jar> all = new ArrayList<>(bundles.stream().filter(gone.negate()).filter(jar -> !come.contains(jar)).toList());
        all.addAll(come);
        return new PluginList(plugins, removed, all, stopped);
    }

    PluginList stopped(Collection<String> names, boolean stop) {
        SortedSet<String> all = new TreeSet<>(stopped);
        if (stop) {
            all.addAll(names);
        } else {
            all.removeAll(names);
        }
        return new PluginList(plugins, removed, bundles, all);
    }

    private static List<Entry> replaced(List<Entry> entries, String id, List<Entry> by) {
        List<Entry> all = new ArrayList<>(entries.stream().filter(e -> !e.id().equals(id)).toList());
        all.addAll(by);
        return all;
    }

    /** Reads it; lines of an unknown kind are left out, those that are damaged are an {@link IllegalArgumentException}. */
    static PluginList parse(List<String> lines) {
        List<Entry> plugins = new ArrayList<>();
        List<Entry> removed = new ArrayList<>();
        List<Jar> bundles = new ArrayList<>();
        SortedSet<String> stopped = new TreeSet<>();
        for (String line : lines) {
            String[] fields = line.split("\t", -1);
            try {
                switch (fields[0]) {
                    case PLUGIN -> plugins.add(Entry.of(fields));
                    case REMOVED -> removed.add(Entry.of(fields));
                    case BUNDLE -> bundles.add(new Jar(fields[1], Integer.parseInt(fields[2]), fields[3].equals("start")));
                    case STOPPED -> stopped.add(fields[1]);
                    default -> {
                        // The lines `without` follow from `removed`; others are of a later version.
                    }
                }
            } catch (IndexOutOfBoundsException | NumberFormatException e) {
                throw new IllegalArgumentException("\"" + line + "\" is no line of a plugin list", e);
            }
        }
        return new PluginList(plugins, removed, bundles, stopped);
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("# Plugins of this profile. Written by org.freshet.plugins, read by the launcher; do not edit while Freshet runs.");
        plugins.forEach(p -> lines.add(p.line(PLUGIN)));
        removed.forEach(p -> lines.add(p.line(REMOVED)));
        bundles.forEach(b -> lines.add(String.join("\t", BUNDLE, b.file(), Integer.toString(b.level()), b.start() ? "start" : "stay")));
        removed.stream().flatMap(p -> p.bundleNames().stream()).sorted().distinct().forEach(n -> lines.add(WITHOUT + "\t" + n));
        stopped.forEach(s -> lines.add(STOPPED + "\t" + s));
        return lines;
    }

    private static String plain(String text) {
        return text == null ? "" : text.replaceAll("[\\p{Cntrl}]+", " ").strip();
    }
}
