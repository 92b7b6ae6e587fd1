package org.freshet.engine.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.file.Path;
import java.util.HashSet;

import org.freshet.engine.Torrent;
import org.freshet.engine.core.torrent.CoreTorrent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a super-seeding session shows to whom (BEP 16). */
class SuperSeedTest {
    @TempDir
    Path temp;
    private Node seed;
    private Sample sample;
    private Torrent up;

    @BeforeEach
    void start() throws Exception {
        seed = Node.started(temp.resolve("seed"));
        sample = Sample.single(seed.data(), 30);
        up = seed.seed(sample.metainfo());
        Until.done(up.superSeeding(true));
    }

    @AfterEach
    void stop() throws Exception {
        seed.close();
    }

    private FakePeer empty() throws Exception {
        FakePeer peer = FakePeer.dial(seed.address(), sample.metainfo(), true);
        peer.await("the seed claims to have nothing", p -> p.hasHeard(FakePeer.HAVE_NONE));
        peer.send(FakePeer.HAVE_NONE);
        peer.await("it is shown a piece", p -> p.haves().size() == 1);
        return peer;
    }

    private FakePeer having(int... pieces) throws Exception {
        FakePeer peer = FakePeer.dial(seed.address(), sample.metainfo(), true);
        byte[] bits = new byte[(sample.pieces() + 7) / 8];
        for (int p : pieces) {
            bits[p / 8] |= (byte) (0x80 >> p % 8);
        }
        peer.send(FakePeer.BITFIELD, bits);
        return peer;
    }

    private void rounds(int n) throws Exception {
        CoreTorrent torrent = (CoreTorrent) up;
        for (int i = 0; i < n; i++) {
            seed.session().loop().submit(torrent::chokeRound).get();
        }
    }

    @Test
    void aPeerIsShownAnotherPieceWhenItsOwnTurnsUpElsewhere() throws Exception {
        try (FakePeer one = empty(); FakePeer two = empty()) {
            assertNotEquals(one.haves(), two.haves());
            one.sendInts(FakePeer.HAVE, one.haves().getFirst());
            two.sendInts(FakePeer.HAVE, one.haves().getFirst());
            one.await("the next piece", p -> p.haves().size() == 2);
            assertEquals(1, two.haves().size());
        }
    }

    @Test
    void aPieceInABitfieldIsAPieceThatTurnsUp() throws Exception {
        try (FakePeer one = empty(); FakePeer other = empty()) {
            int piece = one.haves().getFirst();
            one.sendInts(FakePeer.HAVE, piece);
            try (FakePeer late = having(piece)) {
                one.await("the next piece", p -> p.haves().size() == 2);
                late.await("a piece that it lacks", p -> p.haves().size() == 1);
                assertNotEquals(piece, late.haves().getFirst());
            }
            assertEquals(1, other.haves().size());
        }
    }

    @Test
    void aPeerWhosePieceNobodyTakesIsShownAnotherAfterAWhile() throws Exception {
        try (FakePeer one = empty(); FakePeer other = empty()) {
            one.sendInts(FakePeer.HAVE, one.haves().getFirst());
            one.interested();
            one.await("the seed took that in", FakePeer::unchoked);
            rounds(4); // and perhaps one of the session's own, which come every ten seconds
            assertEquals(1, one.haves().size());
            rounds(2);
            one.await("another piece", p -> p.haves().size() == 2);
            rounds(1);
            assertEquals(1, other.haves().size(), "it does not have its piece yet");
        }
    }

    @Test
    void whoseSuperSeedingEndsSeesEverything() throws Exception {
        try (FakePeer one = empty()) {
            Until.done(up.superSeeding(false));
            one.await("all pieces", p -> new HashSet<>(p.haves()).size() == sample.pieces());
        }
    }
}
