package org.freshet.ui.workbench.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Display;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes when the UI thread does not come back to its event loop for more than {@value #LIMIT_MILLIS} ms, with what it was doing then. With
 * the system property {@value #FILE} each stall is appended to that file instead of the log.
 */
final class StallWatch implements AutoCloseable {
    static final String FILE = "freshet.ui.stalls";
    static final int LIMIT_MILLIS = 200;

    private static final Logger LOG = LoggerFactory.getLogger(StallWatch.class);
    private static final int PERIOD_MILLIS = 100;
    private static final int MAX_WAITING = 20;
    private static final int MAX_FRAMES = 40;

    private final Display display;
    private final Thread watched;
    private final Path file;
    private final BlockingQueue<Stall> stalls = new ArrayBlockingQueue<>(MAX_WAITING);
    /** When the turn at hand began, of {@link System#nanoTime}; 0 while the UI thread waits for an event. */
    private volatile long since;
    /** What the UI thread did in the turn that began at {@code sampled}. */
    private volatile StackTraceElement[] sample = {};
    private volatile long sampled;
    private volatile boolean closed;

    private record Stall(long millis, StackTraceElement[] stack) {
    }

    StallWatch(Display display) {
        this(display, System.getProperty(FILE));
    }

    private StallWatch(Display display, String file) {
        this.display = display;
        this.watched = display.getThread();
        this.file = file == null ? null : Path.of(file);
    }

    /** Begins; UI thread. */
    void start() {
        for (int type : new int[] {SWT.PreEvent, SWT.PostEvent, SWT.PostExternalEventDispatch}) {
            display.addListener(type, event -> turn(System.nanoTime() | 1));
        }
        display.addListener(SWT.PreExternalEventDispatch, event -> turn(0));
        Thread.ofPlatform().daemon().name("freshet-stalls").start(this::watch);
    }

    private void turn(long next) {
        long began = since;
        since = next;
        long millis = began == 0 ? 0 : TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
        if (millis > LIMIT_MILLIS) {
            // More of them than can be written down say nothing new.
            stalls.offer(new Stall(millis, sampled == began ? sample : new StackTraceElement[0]));
        }
    }

    private void watch() {
        try {
            while (!closed) {
                Stall stall = stalls.poll(PERIOD_MILLIS, TimeUnit.MILLISECONDS);
                if (stall != null) {
                    report(stall);
                }
                long began = since;
                if (began != 0 && began != sampled && System.nanoTime() - began > TimeUnit.MILLISECONDS.toNanos(PERIOD_MILLIS)) {
                    sample = watched.getStackTrace();
                    sampled = began;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void report(Stall stall) {
        StringBuilder text = new StringBuilder("the window did not react for ").append(stall.millis()).append(" ms");
        for (int i = 0; i < Math.min(MAX_FRAMES, stall.stack().length); i++) {
            text.append("\n    at ").append(stall.stack()[i]);
        }
        if (file == null) {
            LOG.warn("{}", text);
            return;
        }
        try {
            Files.writeString(file, Instant.now() + " " + text + "\n", StandardCharsets.UTF_8, StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("writing stalls to " + file, e);
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
