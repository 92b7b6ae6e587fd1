package org.freshet.ui.plugins.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.freshet.plugins.Consent.Content;
import org.freshet.plugins.Consent.Publisher;
import org.freshet.plugins.MemoryCheck;
import org.freshet.plugins.Plugin;
import org.freshet.plugins.Plugin.Kind;
import org.freshet.plugins.Plugin.Part;
import org.freshet.plugins.Plugin.Service;
import org.freshet.plugins.Usage;

/** Plugins in the user's words. */
final class PluginWords {

    private PluginWords() {
    }

    /** Plugins by kind, kinds in their own order, plugins by origin and name; kinds without any are left out. */
    static Map<Kind, List<Plugin>> grouped(List<Plugin> plugins) {
        Map<Kind, List<Plugin>> groups = new EnumMap<>(Kind.class);
        for (Plugin plugin : plugins) {
            groups.computeIfAbsent(plugin.kind(), kind -> new ArrayList<>()).add(plugin);
        }
        groups.values().forEach(group -> group.sort(Comparator.comparing(Plugin::origin).thenComparing(Plugin::name,
                String.CASE_INSENSITIVE_ORDER)));
        return groups;
    }

    static String kind(Kind kind) {
        return switch (kind) {
            case TRANSPORT -> Messages.kind_transport;
            case STORAGE -> Messages.kind_storage;
            case DISCOVERY -> Messages.kind_discovery;
            case UI -> Messages.kind_ui;
            case OTHER -> Messages.kind_other;
        };
    }

    static String state(Plugin plugin) {
        return switch (plugin.state()) {
            case ACTIVE -> Messages.state_active;
            case STOPPED -> Messages.state_stopped;
            case FAULTY -> Messages.state_faulty;
            case WAITING -> Messages.state_waiting;
            case REMOVED -> Messages.state_removed;
        };
    }

    static String origin(Plugin plugin) {
        return switch (plugin.origin()) {
            case INSTALLED -> Messages.origin_installed;
            case OPTIONAL -> Messages.origin_optional;
            case BUILT_IN -> Messages.origin_builtIn;
        };
    }

    /** Services, each type once: {@code StreamTransport (tcp)}. */
    static String services(Plugin plugin) {
        Set<String> words = new LinkedHashSet<>();
        for (Service service : plugin.services()) {
            String type = service.type().substring(service.type().lastIndexOf('.') + 1);
            words.add(service.scheme().isEmpty() ? type : type + " (" + service.scheme() + ")");
        }
        return String.join(", ", words);
    }

    /** Services with whether they are there now, one line each. */
    static String serviceLines(Plugin plugin) {
        List<String> lines = new ArrayList<>();
        for (Service service : plugin.services()) {
            String named = service.scheme().isEmpty() ? service.type() : service.type() + " (" + service.scheme() + ")";
            lines.add(service.running() ? named : Messages.bind(Messages.service_off, named));
        }
        return orNone(lines);
    }

    static String bundleLines(Plugin plugin) {
        return orNone(plugin.bundles().stream().map(part -> part.name() + " " + part.version() + ", " + bundleState(part.state())).toList());
    }

    private static String bundleState(String state) {
        return switch (state) {
            case "ACTIVE" -> Messages.bundle_active;
            case "STARTING" -> Messages.bundle_starting;
            case "STOPPING" -> Messages.bundle_stopping;
            case "RESOLVED" -> Messages.bundle_resolved;
            case "INSTALLED" -> Messages.bundle_installed;
            default -> Messages.bundle_absent;
        };
    }

    static String requirementLines(Plugin plugin) {
        List<String> lines = new ArrayList<>();
        for (Part part : plugin.bundles()) {
            for (String requirement : part.requirements()) {
                lines.add(plugin.bundles().size() == 1 ? requirement : part.name() + ": " + requirement);
            }
        }
        return orNone(lines);
    }

    private static String orNone(List<String> lines) {
        return lines.isEmpty() ? Messages.none : String.join("\n", lines);
    }

    /** What uses it, on one line; the figures first, since they are what would be lost. */
    static String usage(Usage usage) {
        List<String> words = new ArrayList<>();
        add(words, usage.connections(), Messages.uses_connection, Messages.uses_connections);
        add(words, usage.torrents(), Messages.uses_torrent, Messages.uses_torrents);
        add(words, usage.trackers(), Messages.uses_tracker, Messages.uses_trackers);
        words.addAll(usage.bundles());
        return words.isEmpty() ? Messages.uses_nothing : String.join(", ", words);
    }

    private static void add(List<String> words, int count, String one, String several) {
        if (count > 0) {
            words.add(count == 1 ? one : Messages.bind(several, count));
        }
    }

    static String memory(MemoryCheck check) {
        if (check.gone() + check.held() == 0) {
            return Messages.memory_nothing;
        }
        return check.held() == 0 ? Messages.bind(Messages.memory_gone, check.gone())
                : Messages.bind(Messages.memory_held, check.held(), check.gone() + check.held());
    }

    /** Who signed something that is about to be installed. */
    static String publisher(Content content) {
        if (content.publishers().isEmpty()) {
            return Messages.consent_unsigned;
        }
        Publisher publisher = content.publishers().getFirst();
        String name = commonName(publisher.chain().getFirst());
        String words = publisher.trusted() ? name : Messages.bind(Messages.consent_unknown, name);
        return publisher.remark().isEmpty() ? words : words + " (" + publisher.remark() + ")";
    }

    /** The common name in a distinguished name, or all of it. */
    static String commonName(String distinguished) {
        for (String part : distinguished.split("(?<!\\\\),")) {
            if (part.strip().startsWith("CN=")) {
                return part.strip().substring(3).replace("\\,", ",");
            }
        }
        return distinguished;
    }

    /** The certificates of all signers of something, one line each. */
    static String certificates(Content content) {
        if (content.publishers().isEmpty()) {
            return Messages.consent_unsignedLong;
        }
        List<String> lines = new ArrayList<>();
        for (Publisher publisher : content.publishers()) {
            for (int i = 0; i < publisher.chain().size(); i++) {
                lines.add(i == 0 ? publisher.chain().get(i) : Messages.bind(Messages.consent_issuer, publisher.chain().get(i)));
            }
            lines.add("SHA-256 " + publisher.fingerprint());
        }
        return String.join("\n", lines);
    }
}
