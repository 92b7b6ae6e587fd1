package org.freshet.ui.add.internal.model;

import java.util.ArrayList;
import java.util.List;

/** The places used last, the latest first; immutable. Kept as one text of lines. */
public record RecentPlaces(List<String> places) {
    private static final int MOST = 12;

    public RecentPlaces {
        places = List.copyOf(places);
    }

    /** Reads what {@link #text} gave. */
    public static RecentPlaces of(String text) {
        return new RecentPlaces(text.lines().filter(line -> !line.isBlank()).distinct().limit(MOST).toList());
    }

    /** With one more in front. */
    public RecentPlaces with(String place) {
        List<String> more = new ArrayList<>();
        more.add(place.strip());
        places.stream().filter(other -> !other.equals(place.strip())).limit(MOST - 1).forEach(more::add);
        return new RecentPlaces(more);
    }

    public String text() {
        return String.join("\n", places);
    }
}
