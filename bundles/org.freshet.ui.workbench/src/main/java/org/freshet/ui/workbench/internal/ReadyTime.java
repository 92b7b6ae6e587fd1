package org.freshet.ui.workbench.internal;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * For how long a thread was ready to run and had no processor, in Linux's own account (schedstat, see proc(5) and the kernel's
 * sched-stats.rst: "time spent waiting on a runqueue"). Where there is none, it is 0 always. To be used by one thread at a time.
 */
final class ReadyTime implements Closeable {
    private static final Path THIS_THREAD = Path.of("/proc/thread-self");
    private static final int MOST_BYTES = 100;

    private final byte[] text = new byte[MOST_BYTES];
    private RandomAccessFile account;

    private ReadyTime(RandomAccessFile account) {
        this.account = account;
    }

    static ReadyTime ofThisThread() {
        try {
            Path account = THIS_THREAD.toRealPath().resolve("schedstat");
            return new ReadyTime(Files.isReadable(account) ? new RandomAccessFile(account.toFile(), "r") : null);
        } catch (IOException e) {
            return new ReadyTime(null); // another system
        }
    }

    /** The time since the thread began, in nanoseconds. */
    long nanos() {
        if (account == null) {
            return 0;
        }
        try {
            account.seek(0);
            return parse(new String(text, 0, Math.max(0, account.read(text)), StandardCharsets.US_ASCII));
        } catch (IOException e) {
            account = null; // the account is switched off: nothing is known from here
            return 0;
        }
    }

    /** The second number of: nanoseconds on a processor, nanoseconds ready without one, number of turns. 0 if there is none. */
    static long parse(String schedstat) {
        int from = schedstat.indexOf(' ') + 1;
        int to = schedstat.indexOf(' ', from);
        try {
            return from == 0 || to < 0 ? 0 : Long.parseLong(schedstat, from, to, 10);
        } catch (NumberFormatException e) {
            return 0; // an account of another kind
        }
    }

    @Override
    public void close() {
        try {
            if (account != null) {
                account.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("closing a file of /proc", e);
        } finally {
            account = null;
        }
    }
}
