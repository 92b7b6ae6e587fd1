package org.freshet.engine.core.peer;

import java.util.concurrent.TimeUnit;

import org.freshet.engine.core.rate.RequestWindow;

/** How many blocks one peer should owe us, and whether it lets us wait for them. */
public final class RequestQueue {
    /** A peer that owes blocks and sends none for so long is snubbing us. */
    private static final long SNUB_AFTER = TimeUnit.SECONDS.toNanos(20);

    private final RequestWindow window = new RequestWindow(0);
    private long waitingSince;

    /**
     * How many more blocks to ask for. Few at a time would make many small messages, so nothing until a good part of the window is free.
     *
     * @param outstanding blocks asked for and neither got nor given up
     */
    public int room(int outstanding) {
        int size = window.size();
        int room = size - outstanding;
        return room * 4 >= size || outstanding == 0 ? Math.max(room, 0) : 0;
    }

    /** Whether it keeps us waiting for blocks that it owes. */
    public boolean snubbed() {
        return window.isSnubbed();
    }

    /** The peer keeps at most so many requests ({@code reqq}, BEP 10). */
    void limit(int requestQueue) {
        window.setPeerQueue(requestQueue);
    }

    /** Blocks were asked for, {@code before} having been outstanding. */
    public void sent(int before, long now) {
        if (before == 0) {
            waitingSince = now;
        }
    }

    /** A block came. */
    public void received(int bytes, long now) {
        waitingSince = now;
        if (window.isSnubbed()) {
            window.setSnubbed(false);
        }
        window.received(bytes, now);
    }

    /** Whether the peer has just begun to snub us: what it owes should be asked of others. Asked about once a second. */
    public boolean beginsToSnub(int outstanding, long now) {
        if (!window.isSnubbed() && outstanding > 0 && now - waitingSince > SNUB_AFTER) {
            window.setSnubbed(true);
            return true;
        }
        return false;
    }
}
