package org.freshet.ui.torrents.internal.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.freshet.engine.Torrent;
import org.freshet.engine.TorrentStatus.State;

/**
 * What the filter box says: words that must all be in the name or the label, {@code "two words"} as one, {@code -word} for what
 * must not be there, and {@code state:}, {@code label:}, {@code name:}, {@code storage:}, {@code tracker:} with a word.
 * Immutable.
 */
public final class RowFilter {
    /** Lets everything through. */
    public static final RowFilter ALL = new RowFilter(List.of());

    private static final Pattern TERM = Pattern.compile("(-?)(?:(\\p{L}+):)?(?:\"([^\"]*)\"?|(\\S*))");

    private final List<Predicate<TorrentFigures>> terms;

    private RowFilter(List<Predicate<TorrentFigures>> terms) {
        this.terms = terms;
    }

    /**
     * Reads filters.
     *
     * @param locale whose letters are compared
     * @param words the word for a state, as the table shows it
     */
    public record Parser(Locale locale, Function<State, String> words) {

        /** Reads what was typed; half a term is no error. */
        public RowFilter parse(String text) {
            List<Predicate<TorrentFigures>> terms = new ArrayList<>();
            Matcher matcher = TERM.matcher(text.strip());
            while (matcher.find()) {
                String value = matcher.group(3) == null ? matcher.group(4) : matcher.group(3);
                String word = value.toLowerCase(locale);
                if (!word.isEmpty()) {
                    Predicate<TorrentFigures> term = term(matcher.group(2), word);
                    terms.add(matcher.group(1).isEmpty() ? term : term.negate());
                }
            }
            return terms.isEmpty() ? ALL : new RowFilter(List.copyOf(terms));
        }

        private Predicate<TorrentFigures> term(String key, String word) {
            return switch (key == null ? "" : key.toLowerCase(locale)) {
                case "state", "status" -> state(word);
                case "label" -> row -> row.label().folded().contains(word);
                case "name" -> row -> row.name().folded().contains(word);
                case "storage" -> row -> row.storage().folded().contains(word);
                case "tracker" -> row -> tracker(row.torrent(), word);
                default -> {
                    // "http://x" or "1:2" are words too, not a key and its value.
                    String whole = key == null ? word : key.toLowerCase(locale) + ":" + word;
                    yield row -> row.name().folded().contains(whole) || row.label().folded().contains(whole);
                }
            };
        }

        private Predicate<TorrentFigures> state(String word) {
            return switch (word) {
                case "active" -> row -> row.status().downRate() > 0 || row.status().upRate() > 0;
                case "complete" -> row -> row.status().complete();
                case "incomplete" -> row -> !row.status().complete();
                default -> {
                    List<State> meant = new ArrayList<>();
                    for (State state : State.values()) {
                        if (state.name().toLowerCase(Locale.ROOT).startsWith(word)
                                || words.apply(state).toLowerCase(locale).startsWith(word)) {
                            meant.add(state);
                        }
                    }
                    yield row -> meant.contains(row.status().state());
                }
            };
        }

        private boolean tracker(Torrent torrent, String word) {
            return torrent.trackers().stream().anyMatch(tracker -> tracker.url().toLowerCase(locale).contains(word));
        }
    }

    /** Whether a torrent is shown. */
    boolean matches(TorrentFigures figures) {
        for (Predicate<TorrentFigures> term : terms) {
            if (!term.test(figures)) {
                return false;
            }
        }
        return true;
    }

    /** Whether it lets everything through. */
    public boolean isAll() {
        return terms.isEmpty();
    }
}
