package org.freshet.engine.core.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** Names the present run of the machine: what a dead process had given to the system is still there if this is the same. */
public final class BootId {
    private static final Path LINUX = Path.of("/proc/sys/kernel/random/boot_id");

    private BootId() {
    }

    /** The same for every process until the machine starts anew; where the system has no such name, different at each call. */
    public static String current() {
        try {
            return Files.readString(LINUX).strip();
        } catch (IOException e) {
            return UUID.randomUUID().toString(); // nothing unflushed is believed then
        }
    }
}
