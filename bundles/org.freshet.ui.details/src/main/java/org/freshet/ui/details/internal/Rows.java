package org.freshet.ui.details.internal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/**
 * The rows of a table in the order in which they are shown, and what is different when others come. Knows no widgets. UI thread.
 *
 * @param <R> a row; equal rows look the same
 */
public final class Rows<R> {

    /**
     * What to paint.
     *
     * @param changed places whose row looks different, those beyond the former end not among them
     * @param size rows there are now
     */
    public record Change(List<Integer> changed, int size) {
    }

    private final Function<R, Object> key;
    private List<R> rows = List.of();
    private Comparator<R> order;

    /** @param key what a row is known by while its figures change */
    public Rows(Function<R, Object> key) {
        this.key = Objects.requireNonNull(key);
    }

    /** The row at a place. */
    public R at(int place) {
        return rows.get(place);
    }

    /** How many there are. */
    public int size() {
        return rows.size();
    }

    /** Puts them in another order; {@code null} leaves them as they come. */
    public Change order(Comparator<R> other) {
        order = other;
        return replace(rows);
    }

    /** Other rows in place of those that are there; what is equal at the same place is not painted again. */
    public Change replace(List<R> others) {
        List<R> sorted = new ArrayList<>(others);
        if (order != null) {
            sorted.sort(order);
        }
        List<R> before = rows;
        rows = Collections.unmodifiableList(sorted);
        List<Integer> changed = new ArrayList<>();
        for (int i = 0; i < Math.min(before.size(), sorted.size()); i++) {
            if (!before.get(i).equals(sorted.get(i))) {
                changed.add(i);
            }
        }
        return new Change(changed, sorted.size());
    }

    /** The keys of the rows at some places. */
    public Set<Object> keys(int... places) {
        Set<Object> keys = new HashSet<>();
        for (int place : places) {
            if (place >= 0 && place < rows.size()) {
                keys.add(key.apply(rows.get(place)));
            }
        }
        return keys;
    }

    /** Where the rows with these keys are now, from the top. */
    public int[] places(Set<Object> keys) {
        if (keys.isEmpty()) {
            return new int[0];
        }
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            if (keys.contains(key.apply(rows.get(i)))) {
                places.add(i);
            }
        }
        return places.stream().mapToInt(Integer::intValue).toArray();
    }
}
