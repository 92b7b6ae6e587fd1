package org.freshet.ui.workbench.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
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
    private static final int PERIOD_MILLIS = 50;
    private static final int[] BUSY = {SWT.PreEvent, SWT.PostEvent, SWT.PostExternalEventDispatch};

    private final Display display;
    private final Thread watched;
    private final Path file;
    /** When the event at hand began, of {@link System#nanoTime}; 0 while the UI thread waits for one. */
    private volatile long since;
    private volatile boolean closed;

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
        for (int type : BUSY) {
            display.addListener(type, event -> since = System.nanoTime() | 1);
        }
        display.addListener(SWT.PreExternalEventDispatch, event -> since = 0);
        Thread.ofPlatform().daemon().name("freshet-stalls").start(this::watch);
    }

    private void watch() {
        try {
            while (!closed) {
                TimeUnit.MILLISECONDS.sleep(PERIOD_MILLIS);
                long began = since;
                if (began != 0 && System.nanoTime() - began > TimeUnit.MILLISECONDS.toNanos(LIMIT_MILLIS)) {
                    StackTraceElement[] stack = watched.getStackTrace();
                    while (since == began && !closed) {
                        TimeUnit.MILLISECONDS.sleep(1);
                    }
                    report(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began), stack);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void report(long millis, StackTraceElement[] stack) {
        StringBuilder text = new StringBuilder("the window did not react for ").append(millis).append(" ms");
        for (StackTraceElement frame : stack) {
            text.append("\n    at ").append(frame);
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
