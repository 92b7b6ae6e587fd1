package org.freshet.ui.add.internal.model;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** How fast hashing is of late, and how long the rest will take. Not safe for several threads at once. */
public final class HashRate {
    private static final long WINDOW_NANOS = Duration.ofSeconds(5).toNanos();
    private static final long LEAST_NANOS = Duration.ofMillis(500).toNanos();

    private record Sample(long nanos, long bytes) {
    }

    private final Deque<Sample> samples = new ArrayDeque<>();

    /** Notes how many bytes are done at a time of a clock that does not jump. */
    public void sample(long nanos, long bytesDone) {
        samples.addLast(new Sample(nanos, bytesDone));
        while (samples.size() > 2 && nanos - samples.getFirst().nanos > WINDOW_NANOS) {
            samples.removeFirst();
        }
    }

    /** Over the last seconds; 0 before that can be told. */
    public long bytesPerSecond() {
        if (samples.size() < 2) {
            return 0;
        }
        long nanos = samples.getLast().nanos - samples.getFirst().nanos;
        return nanos < LEAST_NANOS ? 0 : (long) ((samples.getLast().bytes - samples.getFirst().bytes) * 1e9 / nanos);
    }

    /** How long the rest takes at that rate. */
    public Optional<Duration> left(long bytesTotal) {
        long rate = bytesPerSecond();
        return rate <= 0 ? Optional.empty() : Optional.of(Duration.ofSeconds((bytesTotal - samples.getLast().bytes) / rate));
    }
}
