package org.freshet.engine.core.choke;

/** A peer as a test wants it. */
final class TestPeer implements ChokePeer {
    final String name;
    boolean interested = true;
    long down;
    long up;
    boolean snubbed;
    boolean seed;
    boolean fresh;
    boolean unchoked;
    long lastUnchoked = -1;

    TestPeer(String name) {
        this.name = name;
    }

    TestPeer down(long rate) {
        down = rate;
        return this;
    }

    TestPeer up(long rate) {
        up = rate;
        unchoked = true;
        return this;
    }

    @Override
    public boolean interested() {
        return interested;
    }

    @Override
    public long downloadRate() {
        return down;
    }

    @Override
    public long uploadRate() {
        return up;
    }

    @Override
    public boolean snubbed() {
        return snubbed;
    }

    @Override
    public boolean isSeed() {
        return seed;
    }

    @Override
    public boolean newlyConnected() {
        return fresh;
    }

    @Override
    public boolean unchoked() {
        return unchoked;
    }

    @Override
    public long lastUnchokedRound() {
        return lastUnchoked;
    }

    @Override
    public String toString() {
        return name;
    }
}
