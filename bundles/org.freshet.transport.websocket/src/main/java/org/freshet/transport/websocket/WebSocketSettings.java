package org.freshet.transport.websocket;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a user may choose about WebSockets; it counts for those that are opened from then on.
 *
 * @param pingSeconds between two pings (RFC 6455, 5.5.2), which keep proxies on the way from ending an idle connection; 0 for none
 * @param pages origins (RFC 6454) of web pages that may connect beside those of this machine, in lower case; {@link #ANY_PAGE} for all
 */
public record WebSocketSettings(int pingSeconds, Set<String> pages) {
    /** Stands for every origin. */
    public static final String ANY_PAGE = "*";

    /** Below the minute after which most proxies end idle connections; no pages of other machines. */
    public static final WebSocketSettings USUAL = new WebSocketSettings(50, Set.of());

    /** Id of the attribute for {@link #pingSeconds}. */
    public static final String PING_SECONDS = "pingSeconds";
    /** Id of the attribute for {@link #pages}. */
    public static final String PAGES = "pages";

    /** The longest time between pings. */
    public static final int MOST_SECONDS = 3600;

    private static final Pattern ORIGIN =
            Pattern.compile("[a-z][a-z0-9+.-]*://([a-z0-9._-]{1,253}|\\[[0-9a-f:.]+])(:[0-9]{1,5})?");

    public WebSocketSettings {
        pages = Set.copyOf(pages);
    }

    /**
     * A value that makes no sense.
     *
     * @param attribute the attribute's id
     * @param value what was given
     */
    public record Wrong(String attribute, String value) {
    }

    /**
     * What was read of a configuration.
     *
     * @param wrong what makes no sense; for these attributes the settings say what was said before
     */
    public record Reading(WebSocketSettings settings, List<Wrong> wrong) {
    }

    /**
     * Reads settings; what is missing is as usual.
     *
     * @param values by the attributes' ids, of any type
     */
    public Reading read(Map<String, Object> values) {
        List<Wrong> wrong = new ArrayList<>();
        return new Reading(new WebSocketSettings(seconds(values.get(PING_SECONDS), wrong), pages(values.get(PAGES), wrong)), wrong);
    }

    private int seconds(Object value, List<Wrong> wrong) {
        if (value == null) {
            return USUAL.pingSeconds;
        }
        try {
            int seconds = Integer.parseInt(value.toString().strip());
            if (seconds >= 0 && seconds <= MOST_SECONDS) {
                return seconds;
            }
        } catch (NumberFormatException e) {
            // told with those that are out of range
        }
        wrong.add(new Wrong(PING_SECONDS, value.toString()));
        return pingSeconds;
    }

    private Set<String> pages(Object value, List<Wrong> wrong) {
        Set<String> read = new HashSet<>();
        for (Object line : lines(value)) {
            String origin = line.toString().strip().toLowerCase(Locale.ROOT);
            if (origin.equals(ANY_PAGE) || ORIGIN.matcher(origin).matches()) {
                read.add(origin);
            } else if (!origin.isEmpty()) {
                wrong.add(new Wrong(PAGES, line.toString()));
                return pages;
            }
        }
        return read;
    }

    private static Collection<?> lines(Object value) {
        return switch (value) {
            case null -> List.of();
            case Object[] array -> List.of(array);
            case Collection<?> collection -> collection;
            default -> List.of(value);
        };
    }
}
