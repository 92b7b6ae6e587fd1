package org.freshet.ui.details.internal;

import java.util.Comparator;
import java.util.function.Function;

/**
 * A column of a table.
 *
 * @param id under which its width is remembered
 * @param title for its head
 * @param width in pixels, to begin with
 * @param number whether it holds numbers, which stand at the right
 * @param text of a row's cell
 * @param order of rows by this column, or {@code null} where rows are not sorted by it
 */
public record Column<R>(String id, String title, int width, boolean number, Function<R, String> text, Comparator<R> order) {

    /** A column of words. */
    public static <R> Column<R> words(String id, String title, int width, Function<R, String> text, Comparator<R> order) {
        return new Column<>(id, title, width, false, text, order);
    }

    /** A column of words that are sorted as words. */
    public static <R> Column<R> words(String id, String title, int width, Function<R, String> text) {
        return new Column<>(id, title, width, false, text, Comparator.comparing(text, String.CASE_INSENSITIVE_ORDER));
    }

    /** A column of numbers. */
    public static <R> Column<R> numbers(String id, String title, int width, Function<R, String> text, Comparator<R> order) {
        return new Column<>(id, title, width, true, text, order);
    }
}
