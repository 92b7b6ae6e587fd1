package org.freshet.ui.workbench.internal;

import java.io.IOException;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the computer awake while data is transferred, where systemd's {@code systemd-inhibit} is there to do it. What holds the lock is a
 * process that ends when its input does, so that it never outlives this one. UI thread.
 */
final class SleepGuard implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SleepGuard.class);
    /** Pauses in a transfer that do not let go, in ticks. */
    private static final int PATIENCE = 60;

    private final List<String> command;
    private Process holder;
    private boolean impossible;
    private int quiet;

    SleepGuard(String reason) {
        this.command = List.of("systemd-inhibit", "--what=sleep", "--who=Freshet", "--why=" + reason, "--mode=block", "cat");
    }

    SleepGuard(List<String> command) {
        this.command = List.copyOf(command);
    }

    /** Called about once a second. */
    void tick(boolean transferring) {
        quiet = transferring ? 0 : quiet + 1;
        if (transferring && holder == null && !impossible) {
            hold();
        } else if (holder != null && (quiet > PATIENCE || !holder.isAlive())) {
            // One that ended by itself was refused; it would be refused again.
            impossible = !holder.isAlive();
            close();
        }
    }

    boolean isHeld() {
        return holder != null && holder.isAlive();
    }

    private void hold() {
        try {
            holder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        } catch (IOException e) {
            impossible = true;
            LOG.debug("the computer cannot be kept awake", e);
        }
    }

    @Override
    public void close() {
        if (holder != null) {
            holder.destroy();
            holder = null;
        }
    }
}
