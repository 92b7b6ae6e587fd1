package org.freshet.engine.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.freshet.engine.PeerStatus;
import org.freshet.engine.RateLimits;
import org.freshet.engine.SessionFactory.Restore;
import org.freshet.engine.Torrent;
import org.freshet.engine.TorrentStatus.State;
import org.freshet.wire.Feature;
import org.freshet.wire.Handshake;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Peers that lie, babble, or say nothing, over real sockets. */
class HostilePeersTest {
    private static final int BLOCK = 16384;

    /** Sends what was asked for. */
    private static FakePeer.Answer honest(Sample sample) {
        return (peer, r) -> peer.piece(r.piece(), r.offset(), sample.block(r.piece(), r.offset(), r.length()));
    }

    /** Sends noise of the right length. */
    private static void corrupt(FakePeer peer, FakePeer.Request r) throws IOException {
        byte[] noise = new byte[r.length()];
        new Random(r.piece()).nextBytes(noise);
        peer.piece(r.piece(), r.offset(), noise);
    }

    @TempDir
    Path temp;
    private Node seed;
    private Node leech;
    private Sample sample;
    private Torrent up;

    @BeforeEach
    void start() throws Exception {
        seed = Node.started(temp.resolve("seed"));
        leech = Node.started(temp.resolve("leech"));
        sample = Sample.single(seed.data(), 30);
        up = seed.seed(sample.metainfo());
    }

    @AfterEach
    void stop() throws Exception {
        leech.close();
        seed.close();
    }

    private void isDisconnected(FakePeer peer) throws Exception {
        peer.awaitDisconnection();
        Node.reaches(up, "no peer", s -> s.peers() == 0);
    }

    private FakePeer dial(boolean fast) throws Exception {
        FakePeer peer = FakePeer.dial(seed.address(), sample.metainfo(), fast);
        peer.await("what the seed has", p -> p.hasHeard(fast ? FakePeer.HAVE_ALL : FakePeer.BITFIELD));
        return peer;
    }

    @Test
    void aPeerThatSendsABadPieceIsBannedAndTheDownloadCompletes() throws Exception {
        Until.done(up.limit(new RateLimits(0, 200_000)));
        Torrent t = leech.add(leech.fetch(sample.metainfo(), seed));
        Node.reaches(t, "the good peer", s -> s.done() > 0); // first: on loopback the liar's host is everybody's
        try (FakePeer liar = FakePeer.listening(sample.metainfo(), true, HostilePeersTest::corrupt)) {
            Until.done(t.addPeer(liar.address()));
            liar.awaitDisconnection();
            Until.done(up.limit(RateLimits.NONE));
            Node.completes(t);
            assertEquals(List.of(), sample.differing(leech.data()));
            assertTrue(t.status().wasted() >= Sample.PIECE, t.status().toString());
            assertEquals(1, liar.connections(), "it was let in again");
        }
    }

    @Test
    void requestsForWhatIsNotThereEndTheConnection() throws Exception {
        int last = sample.pieces() - 1;
        int[][] bad = {{sample.pieces(), 0, BLOCK}, {Integer.MAX_VALUE, 0, BLOCK}, {-1, 0, BLOCK}, {0, Sample.PIECE, BLOCK},
            {0, Sample.PIECE - 1, 2}, {0, -1, BLOCK}, {0, Integer.MAX_VALUE, BLOCK}, {0, 0, 0}, {0, 0, -1}, {0, 0, Integer.MAX_VALUE},
            {last, 0, sample.layout().pieceLength(last) + 1}};
        for (int[] request : bad) {
            try (FakePeer peer = dial(true)) {
                peer.interested();
                peer.sendInts(FakePeer.REQUEST, request);
                isDisconnected(peer);
                assertEquals(0, peer.payload(), Arrays.toString(request));
            }
        }
    }

    @Test
    void aRequestOfAnOversizedBlockIsNotServed() throws Exception {
        try (FakePeer peer = dial(true)) {
            peer.interested();
            peer.await("an unchoke", FakePeer::unchoked);
            peer.sendInts(FakePeer.REQUEST, 0, 0, (128 << 10) + 1);
            isDisconnected(peer);
        }
    }

    @Test
    void aPeerThatIsChokedGetsARejectAndNoBlock() throws Exception {
        try (FakePeer peer = dial(true)) {
            peer.send(FakePeer.HAVE_NONE);
            peer.await("fast pieces", p -> p.hasHeard(FakePeer.ALLOWED_FAST));
            int[] request = {3, 0, BLOCK};
            peer.sendInts(FakePeer.REQUEST, request); // not interested, hence choked
            peer.await("an answer", p -> p.hasHeard(FakePeer.REJECT) || p.payload() > 0);
            assertFalse(peer.ended());
        }
    }

    @Test
    void wrongBitfieldsEndTheConnection() throws Exception {
        byte[] tooShort = new byte[(sample.pieces() + 7) / 8 - 1];
        byte[] tooLong = new byte[(sample.pieces() + 7) / 8 + 1];
        byte[] spareBits = new byte[(sample.pieces() + 7) / 8];
        spareBits[spareBits.length - 1] = 1;
        for (byte[] bits : List.of(tooShort, tooLong, spareBits)) {
            try (FakePeer peer = dial(false)) {
                peer.send(FakePeer.BITFIELD, bits);
                isDisconnected(peer);
            }
        }
    }

    @Test
    void aPeerThatSaysAnewWithoutEndWhatItHasIsDisconnected() throws Exception {
        try (FakePeer peer = dial(true)) {
            for (int i = 0; i < 9; i++) {
                peer.send(FakePeer.HAVE_NONE);
                peer.sendInts(FakePeer.HAVE, 1);
                peer.send(FakePeer.BITFIELD, new byte[(sample.pieces() + 7) / 8]);
            }
            isDisconnected(peer);
        }
    }

    @Test
    void aPeerThatAsksAndDoesNotReadTheAnswersIsDisconnected() throws Exception {
        try (Socket socket = new Socket()) {
            socket.setReceiveBufferSize(BLOCK);
            socket.connect(new InetSocketAddress(seed.address().host(), seed.address().port()));
            OutputStream out = socket.getOutputStream();
            out.write(Handshake.prefix());
            out.write(Handshake.reserved(Feature.FAST));
            out.write(sample.metainfo().infoHashes().primary().truncated());
            out.write(new byte[20]);
            ByteBuffer requests = ByteBuffer.allocate(1000 * 17);
            while (requests.hasRemaining()) { // each is rejected, since it is choked
                requests.putInt(13).put((byte) FakePeer.REQUEST).putInt(0).putInt(0).putInt(BLOCK);
            }
            assertThrows(IOException.class, () -> {
                for (int i = 0; i < 6000; i++) { // 100 MB
                    out.write(requests.array());
                }
            });
        }
        Node.reaches(up, "no peer", s -> s.peers() == 0);
    }

    @Test
    void aHaveBeyondTheEndEndsTheConnection() throws Exception {
        for (int piece : new int[] {sample.pieces(), -1, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            try (FakePeer peer = dial(true)) {
                peer.sendInts(FakePeer.HAVE, piece);
                isDisconnected(peer);
            }
        }
    }

    @Test
    void garbageEndsTheConnection() throws Exception {
        byte[] hugeLength = {(byte) 0x7f, -1, -1, -1, 7};
        byte[] negativeLength = {-1, -1, -1, -1, 7};
        byte[] shortHave = {0, 0, 0, 2, 4, 0};
        byte[] longChoke = {0, 0, 0, 5, 0, 1, 2, 3, 4};
        byte[] badExtension = "\0\0\0\u000b\u0014\0d1:mi1e3:".getBytes(StandardCharsets.ISO_8859_1);
        for (byte[] garbage : List.of(hugeLength, negativeLength, shortHave, longChoke, badExtension)) {
            try (FakePeer peer = dial(true)) {
                peer.raw(garbage);
                isDisconnected(peer);
            }
        }
    }

    @Test
    void aBlockThatNobodyAskedForIsOfNoUse() throws Exception {
        Torrent t = leech.add(leech.fetch(sample.metainfo()));
        Node.reaches(t, State.DOWNLOADING);
        try (FakePeer peer = FakePeer.dial(leech.address(), sample.metainfo(), true)) {
            peer.piece(0, 0, sample.block(0, 0, BLOCK));
            Node.reaches(t, "it was counted as waste", s -> s.wasted() == BLOCK);
            assertEquals(0, t.status().done());
        }
        for (int[] at : new int[][] {{sample.pieces(), 0}, {-1, 0}, {0, 1}, {0, Sample.PIECE}, {0, -BLOCK}}) {
            try (FakePeer peer = FakePeer.dial(leech.address(), sample.metainfo(), true)) {
                peer.piece(at[0], at[1], new byte[BLOCK]);
                peer.awaitDisconnection();
            }
        }
        Node.reaches(t, "nobody there", s -> s.peers() == 0);
    }

    @Test
    void aHandshakeForAnotherTorrentIsRefused() throws Exception {
        Sample unknown = Sample.several(temp.resolve("elsewhere"));
        try (FakePeer peer = FakePeer.dial(seed.address(), unknown.metainfo(), true)) {
            peer.awaitDisconnection();
            assertFalse(peer.shaken());
        }
    }

    @Test
    void aPeerThatKeepsSilentIsSnubbedAndOthersSendWhatItOwes() throws Exception {
        try (FakePeer silent = FakePeer.listening(sample.metainfo(), true, (peer, r) -> { })) {
            Torrent t = leech.add(leech.fetch(sample.metainfo()).withPeers(List.of(silent.address())));
            silent.await("requests", p -> p.requests().size() >= 4);
            t.peers(); // from now on it is looked at
            leech.skip(Duration.ofSeconds(21));
            Until.holds("snubbed", () -> t.peers().stream().anyMatch(PeerStatus::snubbed), t::peers);
            Until.done(t.addPeer(seed.address()));
            Node.completes(t);
            assertEquals(List.of(), sample.differing(leech.data()));
        }
    }

    @Test
    void aPeerThatSaysNothingAtAllIsDroppedAfterAWhile() throws Exception {
        try (FakePeer peer = dial(true)) {
            seed.skip(Duration.ofSeconds(181));
            isDisconnected(peer);
        }
    }

    @Test
    void aLostPieceIsAskedOfOthers() throws Exception {
        try (FakePeer loser = FakePeer.listening(sample.metainfo(), true, (peer, r) -> {
            if (!peer.lostAll()) {
                peer.sayLost(2, sample.pieces());
            }
        })) {
            Torrent t = leech.add(leech.fetch(sample.metainfo()).withPeers(List.of(loser.address())));
            loser.await("our extensions", p -> p.extensions() != null);
            loser.await("requests", p -> !p.requests().isEmpty());
            loser.await("we lost interest", p -> p.hasHeard(FakePeer.NOT_INTERESTED));
            assertFalse(loser.ended());
            Until.done(t.addPeer(seed.address()));
            Node.completes(t);
            assertEquals(List.of(), sample.differing(leech.data()));
            loser.await("it hears of all pieces", p -> p.haves().size() == sample.pieces());
            assertFalse(loser.hasHeard(FakePeer.CANCEL), "what was asked of it stayed with it");
        }
    }

    @Test
    void rejectsThatFollowAChokeDoNotSpoilThePieces() throws Exception {
        FakePeer.Answer chokeOnce = (peer, r) -> {
            List<FakePeer.Request> all = peer.requests();
            if (all.size() == 4) { // as many as there are at first
                peer.send(FakePeer.CHOKE);
                for (FakePeer.Request each : all) {
                    peer.sendInts(FakePeer.REJECT, each.piece(), each.offset(), each.length());
                }
                peer.send(FakePeer.UNCHOKE);
            } else if (all.size() > 4) {
                honest(sample).to(peer, r);
            }
        };
        try (FakePeer moody = FakePeer.listening(sample.metainfo(), true, chokeOnce)) {
            Torrent t = leech.add(leech.fetch(sample.metainfo()).withPeers(List.of(moody.address())).withSequential(true));
            Node.completes(t);
            List<FakePeer.Request> asked = moody.requests();
            assertEquals(asked.subList(0, 4), asked.subList(4, 8), "pieces were put off that the peer never refused");
        }
    }

    @Test
    void thePeerOfAnAllowedFastPieceThatRejectsItIsNotAskedWithoutEnd() throws Exception {
        try (FakePeer peer = FakePeer.listening(sample.metainfo(), true, (p, r) -> p.sendInts(FakePeer.REJECT, r.piece(), r.offset(),
                r.length()))) {
            Torrent t = leech.add(leech.fetch(sample.metainfo()).withPeers(List.of(peer.address())));
            peer.await("requests", p -> !p.requests().isEmpty());
            peer.send(FakePeer.CHOKE);
            peer.sendInts(FakePeer.ALLOWED_FAST, 1);
            peer.await("it is asked for", p -> p.requests().stream().anyMatch(r -> r.piece() == 1));
            int asked = peer.requests().size();
            Until.done(t.addPeer(seed.address()));
            Node.completes(t);
            assertTrue(peer.requests().size() < asked + 200, peer.requests().size() + " requests");
        }
    }

    @Test
    void whatAPeerLeavesBehindIsReleased() throws Exception {
        for (int i = 0; i < 5; i++) {
            try (FakePeer peer = dial(true)) {
                peer.interested();
                peer.await("an unchoke", FakePeer::unchoked);
                ByteBuffer requests = ByteBuffer.allocate(17 * sample.pieces());
                for (int p = 0; p < sample.pieces(); p++) {
                    requests.putInt(13).put((byte) FakePeer.REQUEST).putInt(p).putInt(0).putInt(BLOCK);
                }
                peer.raw(Arrays.copyOf(requests.array(), requests.position() - 3)); // and it leaves in the middle of the last
            }
        }
        Node.reaches(up, "no peer", s -> s.peers() == 0);
        seed.stop();
        seed.open(Restore.ALL);
        Node.reaches(seed.session().torrents().getFirst(), State.SEEDING);
    }
}
