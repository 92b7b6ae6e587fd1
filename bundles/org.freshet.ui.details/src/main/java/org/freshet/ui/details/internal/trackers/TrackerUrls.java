package org.freshet.ui.details.internal.trackers;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.freshet.ui.details.internal.EntryDialog.Entry;
import org.freshet.ui.details.internal.Messages;
import org.freshet.ui.details.internal.Texts;

/** Reads addresses of trackers that a person typed. Pure functions. */
final class TrackerUrls {
    private static final int MOST = 100;
    private static final int LONGEST = 2048;

    private TrackerUrls() {
    }

    /** Addresses, separated by white space; each once. */
    static Entry<List<String>> parse(String text) {
        Set<String> urls = new LinkedHashSet<>();
        for (String word : text.strip().split("\\s+")) {
            if (word.isEmpty()) {
                continue;
            }
            if (!isTracker(word)) {
                return Entry.wrong(Texts.of(Messages.trackers_bad, word));
            }
            urls.add(word);
        }
        if (urls.isEmpty()) {
            return Entry.wrong(Messages.trackers_hint);
        }
        return urls.size() > MOST ? Entry.wrong(Texts.of(Messages.trackers_many, MOST)) : Entry.of(new ArrayList<>(urls));
    }

    private static boolean isTracker(String word) {
        try {
            URI uri = new URI(word);
            if (uri.getScheme() == null || uri.getHost() == null || word.length() > LONGEST) {
                return false;
            }
            return switch (uri.getScheme().toLowerCase(Locale.ROOT)) {
                case "http", "https", "ws", "wss" -> true;
                // There is no usual port for it.
                case "udp" -> uri.getPort() > 0;
                default -> false;
            };
        } catch (URISyntaxException e) {
            // Said to the person as an address that is none.
            return false;
        }
    }
}
