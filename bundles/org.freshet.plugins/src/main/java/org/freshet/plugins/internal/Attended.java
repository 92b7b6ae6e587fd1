package org.freshet.plugins.internal;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.eclipse.core.runtime.IProgressMonitor;

/**
 * Waiting for a server that may never answer, or fall silent in the middle: somebody looks several times a second whether what it sends is
 * still wanted. Any thread.
 */
final class Attended {
    private static final long LOOK_MILLIS = 200;

    /** What was waited for is not wanted any more. */
    static final class CancelledException extends IOException {
        private static final long serialVersionUID = 1L;

        CancelledException(Throwable cause) {
            super("cancelled", cause);
        }
    }

    private final IProgressMonitor monitor;
    private final Duration silence;

    /**
     * @param monitor says whether it is wanted; null if it always is
     * @param silence how long nothing may come in the middle of an answer
     */
    Attended(IProgressMonitor monitor, Duration silence) {
        this.monitor = monitor;
        this.silence = silence;
    }

    private boolean unwanted() {
        return monitor != null && monitor.isCanceled();
    }

    /** Waits for an answer; the request is cancelled with the monitor. */
    <T> T answer(CompletableFuture<T> asked) throws IOException {
        try {
            while (true) {
                if (unwanted()) {
                    asked.cancel(true);
                    throw new CancelledException(null);
                }
                try {
                    return asked.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                } catch (TimeoutException e) {
                    continue; // another look
                }
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException known ? known : new IOException(e.getCause());
        } catch (InterruptedException e) {
            asked.cancel(true);
            Thread.currentThread().interrupt();
            throw new CancelledException(e);
        }
    }

    /** A stream that fails when the monitor is cancelled or the server is silent for too long; it closes the one that it reads from. */
    InputStream stream(InputStream body) {
        return new Watched(body);
    }

    private final class Watched extends FilterInputStream {
        private volatile long heard = System.nanoTime();
        private volatile IOException reason;
        private volatile boolean closed;

        Watched(InputStream body) {
            super(body);
            Thread.ofVirtual().name("freshet-download").start(this::watch);
        }

        /** Who waits in a read notices nothing himself; closing ends his wait. */
        private void watch() {
            try {
                while (!closed) {
                    if (unwanted()) {
                        reason = new CancelledException(null);
                    } else if (System.nanoTime() - heard > silence.toNanos()) {
                        reason = new IOException(Messages.bind(Messages.silent, silence.toSeconds()));
                    }
                    if (reason != null) {
                        in.close();
                        return;
                    }
                    TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
                }
            } catch (IOException e) {
                reason.addSuppressed(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read;
            try {
                read = in.read(bytes, offset, length);
            } catch (IOException e) {
                throw reason == null ? new IOException(Messages.brokenOff, e) : reason;
            }
            if (reason != null) {
                throw reason; // the end that was read is that of the closing
            }
            heard = System.nanoTime();
            return read;
        }

        @Override
        public void close() throws IOException {
            closed = true;
            in.close();
        }
    }
}
