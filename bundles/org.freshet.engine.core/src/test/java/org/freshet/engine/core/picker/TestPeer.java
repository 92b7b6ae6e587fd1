package org.freshet.engine.core.picker;

import java.util.HashSet;
import java.util.Set;

/** A peer as a test wants it, and what the test believes to be on request from it. */
final class TestPeer implements PickerPeer {
    final String name;
    final PieceBits bits;
    final Set<Long> requested = new HashSet<>();
    PeerSpeed speed = PeerSpeed.MEDIUM;
    boolean parole;
    boolean snubbed;

    TestPeer(String name, PieceBits bits) {
        this.name = name;
        this.bits = bits;
    }

    static TestPeer seed(int pieces) {
        return new TestPeer("seed", PieceBits.all(pieces));
    }

    static TestPeer with(int pieces, int... has) {
        PieceBits bits = new PieceBits(pieces);
        for (int piece : has) {
            bits.set(piece);
        }
        return new TestPeer("peer", bits);
    }

    TestPeer speed(PeerSpeed newSpeed) {
        speed = newSpeed;
        return this;
    }

    TestPeer parole() {
        parole = true;
        return this;
    }

    @Override
    public PieceBits pieces() {
        return bits;
    }

    @Override
    public PeerSpeed speed() {
        return speed;
    }

    @Override
    public boolean onParole() {
        return parole;
    }

    @Override
    public boolean snubbed() {
        return snubbed;
    }

    @Override
    public String toString() {
        return name;
    }
}
