package org.freshet.ui.details.internal.speed;

import java.time.Duration;

import org.freshet.ui.details.internal.Messages;

/** How far back the graph reaches. */
enum SpeedRange {
    MINUTE(1, 60),
    TEN_MINUTES(5, 120),
    HOUR(30, 120),
    SIX_HOURS(180, 120);

    private final int step;
    private final int points;

    SpeedRange(int step, int points) {
        this.step = step;
        this.points = points;
    }

    /** Seconds that one point of the graph stands for. */
    int step() {
        return step;
    }

    /** Points of the graph. */
    int points() {
        return points;
    }

    /** From its left to its right. */
    Duration length() {
        return Duration.ofSeconds((long) step * points);
    }

    /** What it is called. */
    String words() {
        return switch (this) {
            case MINUTE -> Messages.speed_minute;
            case TEN_MINUTES -> Messages.speed_ten_minutes;
            case HOUR -> Messages.speed_hour;
            case SIX_HOURS -> Messages.speed_six_hours;
        };
    }

    /** The one of this name, or ten minutes. */
    static SpeedRange parse(String name) {
        for (SpeedRange range : values()) {
            if (range.name().equals(name)) {
                return range;
            }
        }
        return TEN_MINUTES;
    }
}
