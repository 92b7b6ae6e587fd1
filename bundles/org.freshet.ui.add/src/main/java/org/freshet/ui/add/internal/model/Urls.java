package org.freshet.ui.add.internal.model;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.eclipse.osgi.util.NLS;
import org.freshet.ui.add.internal.Messages;

/** Reads lists of URLs as people write them, one a line. */
public final class Urls {
    private static final Set<String> TRACKERS = Set.of("http", "https", "udp", "ws", "wss");
    private static final Set<String> SEEDS = Set.of("http", "https", "ftp");

    /** A line is wrong; the message is for the user and names the line. */
    public static final class WrongLineException extends Exception {
        WrongLineException(String message) {
            super(message);
        }
    }

    private Urls() {
    }

    /** Trackers, one a line; blank lines part the tiers (BEP 12). */
    public static List<List<String>> trackers(String text) throws WrongLineException {
        List<List<String>> tiers = new ArrayList<>();
        List<String> tier = new ArrayList<>();
        List<String> lines = text.lines().map(String::strip).toList();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).isEmpty()) {
                tiers.add(List.copyOf(tier));
                tier.clear();
            } else {
                tier.add(checked(lines.get(i), i + 1, TRACKERS, Messages.urls_tracker));
            }
        }
        tiers.add(List.copyOf(tier));
        tiers.removeIf(List::isEmpty);
        return List.copyOf(tiers);
    }

    /** Trackers as {@link #trackers} reads them. */
    public static String text(List<List<String>> tiers) {
        return String.join("\n\n", tiers.stream().map(tier -> String.join("\n", tier)).toList());
    }

    /** Web seeds, one a line. */
    public static List<String> webSeeds(String text) throws WrongLineException {
        List<String> urls = new ArrayList<>();
        List<String> lines = text.lines().map(String::strip).toList();
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isEmpty()) {
                urls.add(checked(lines.get(i), i + 1, SEEDS, Messages.urls_webSeed));
            }
        }
        return List.copyOf(urls);
    }

    private static String checked(String url, int line, Set<String> schemes, String message) throws WrongLineException {
        try {
            URI uri = new URI(url);
            if (uri.getScheme() != null && schemes.contains(uri.getScheme().toLowerCase(Locale.ROOT)) && uri.getHost() != null) {
                return url;
            }
        } catch (URISyntaxException e) {
            throw new WrongLineException(NLS.bind(Messages.urls_syntax, line, e.getReason()));
        }
        throw new WrongLineException(NLS.bind(message, line));
    }
}
