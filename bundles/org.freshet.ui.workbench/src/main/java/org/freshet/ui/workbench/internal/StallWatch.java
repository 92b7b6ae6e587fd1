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
import java.util.concurrent.locks.LockSupport;

import org.eclipse.swt.SWT;
import org.eclipse.swt.SWTException;
import org.eclipse.swt.widgets.Display;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes when the UI thread does not come back to its event loop for more than {@value #LIMIT_MILLIS} ms, with what it was doing then. With
 * the system property {@value #FILE} each stall is appended to that file instead of the log.
 *
 * <p>What counts is the time in which the UI thread worked, or waited for something: a lock, a file, a collection of garbage, an answer. The
 * time in which it was ready and other programs had all processors ({@link ReadyTime}) does not: no program is quick on a machine that
 * does not let it run, and a defect of this one would not be told from that.
 *
 * <p>An event is one turn with all the events that it causes, but those of a modal dialog's own loop are turns themselves.
 * A dialog of the desktop has a loop that SWT does not know; there, what was posted to the UI thread is done meanwhile, so that is asked for.
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
    private final ReadyTime ready = ReadyTime.ofThisThread();
    private final BlockingQueue<Stall> stalls = new ArrayBlockingQueue<>(MAX_WAITING);
    /** When the turn at hand began, of {@link System#nanoTime}; 0 while the UI thread waits for an event. */
    private volatile long since;
    /** What the UI thread did in the turn that began at {@code sampled}. */
    private volatile StackTraceElement[] sample = {};
    private volatile long sampled;
    private volatile boolean closed;
    /** The watching thread, while it sleeps because nothing is being done: an idle window wakes nobody. */
    private volatile Thread sleeping;
    /** UI thread: {@link ReadyTime#nanos} when the turn began. */
    private long readyBefore;
    /** UI thread: how many events are being handled, one inside another, and how many of them when the loop at work was entered. */
    private int depth;
    private int loop;

    private record Stall(long millis, long starvedMillis, StackTraceElement[] stack) {
    }

    /** UI thread. */
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
        display.addListener(SWT.PreEvent, event -> {
            if (depth++ == loop) {
                turn(System.nanoTime() | 1);
            }
        });
        display.addListener(SWT.PostEvent, event -> {
            depth = Math.max(0, depth - 1); // the first may end an event that began before this watch did
            if (depth <= loop) {
                loop = depth;
                turn(System.nanoTime() | 1);
            }
        });
        display.addListener(SWT.PreExternalEventDispatch, event -> {
            loop = depth;
            turn(0);
        });
        display.addListener(SWT.PostExternalEventDispatch, event -> turn(System.nanoTime() | 1));
        Thread.ofPlatform().daemon().name("freshet-stalls").start(this::watch);
    }

    private void turn(long next) {
        if (closed) {
            return;
        }
        long began = since;
        since = next;
        long now = System.nanoTime();
        long wall = began == 0 ? 0 : TimeUnit.NANOSECONDS.toMillis(now - began);
        if (wall > LIMIT_MILLIS) {
            long starved = Math.max(0, TimeUnit.NANOSECONDS.toMillis(ready.nanos() - readyBefore));
            if (wall - starved > LIMIT_MILLIS) {
                // More of them than can be written down say nothing new.
                stalls.offer(new Stall(wall - starved, starved, sampled == began ? sample : new StackTraceElement[0]));
                wakeWatch();
            }
        }
        if (next != 0) {
            readyBefore = ready.nanos();
            wakeWatch();
        }
    }

    private void wakeWatch() {
        Thread sleeper = sleeping;
        if (sleeper != null) {
            sleeping = null;
            LockSupport.unpark(sleeper);
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
                if (began == 0) {
                    sleep();
                }
                if (began != 0 && began != sampled && System.nanoTime() - began > TimeUnit.MILLISECONDS.toNanos(PERIOD_MILLIS)) {
                    sample = watched.getStackTrace();
                    sampled = began;
                    display.asyncExec(this::reacts);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SWTException e) {
            if (e.code != SWT.ERROR_DEVICE_DISPOSED) {
                throw e;
            }
            // The program ends.
        }
    }

    /** Until something is being done, or is to be reported. */
    private void sleep() {
        sleeping = Thread.currentThread();
        if (since == 0 && stalls.isEmpty() && !closed) { // else it was too late to say that this thread sleeps
            LockSupport.park(this);
        }
        sleeping = null;
    }

    /** What was posted in a turn is done: either it is over, or there is a loop inside it. */
    private void reacts() {
        loop = depth;
        turn(System.nanoTime() | 1);
    }

    private void report(Stall stall) {
        StringBuilder text = new StringBuilder("the window did not react for ").append(stall.millis()).append(" ms, and for ")
                .append(stall.starvedMillis()).append(" ms more as it had no processor");
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

    /** Ends; UI thread. */
    @Override
    public void close() {
        closed = true;
        wakeWatch();
        ready.close();
    }
}
