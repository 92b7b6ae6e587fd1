package org.freshet.tracker.server;

import java.net.InetAddress;

/** A peer of a swarm. Lives on the tracker's loop. */
final class Peer {
    private final InetAddress address;
    private final int port;
    private final byte[] id;
    /** When it announced last, by the loop's ticker. */
    private final long seen;
    private final boolean seed;
    /** Its place in the swarm's array of seeds or of downloaders. */
    private int index;

    Peer(AnnounceQuery query, long seen) {
        this.address = query.address();
        this.port = query.port();
        this.id = query.peerId();
        this.seed = query.isSeed();
        this.seen = seen;
    }

    InetAddress address() {
        return address;
    }

    int port() {
        return port;
    }

    byte[] id() {
        return id;
    }

    long seen() {
        return seen;
    }

    boolean isSeed() {
        return seed;
    }

    int index() {
        return index;
    }

    void index(int now) {
        index = now;
    }
}
