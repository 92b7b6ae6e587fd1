package org.freshet.engine.core.picker;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.freshet.metainfo.Layout;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A torrent of 100,000 pieces of 1 MiB with 1,000 peers, half way through. One operation picks 16 blocks for one peer; with it
 * goes the bookkeeping of 16 blocks that arrive, so that the state stays as it is: the times are an upper bound of a pick's.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 2)
@Fork(1)
public class PickerBenchmark {
    private static final int PIECES = 100_000;
    private static final int PEERS = 1000;
    private static final int BATCH = 16;
    private static final int IN_FLIGHT = 64 * PEERS;

    /** Who picks: all in turn, only those that have 100 pieces, in sequence, or all while the last pieces are on request. */
    @Param({"mixed", "poor", "sequential", "endgame"})
    public String scenario;

    private final SplittableRandom random = new SplittableRandom(1);
    private final BlockList out = new BlockList();
    private final List<Peer> peers = new ArrayList<>();
    private final List<Peer> pickers = new ArrayList<>();
    private final ArrayDeque<Request> inFlight = new ArrayDeque<>();
    private final ArrayDeque<Integer> had = new ArrayDeque<>();
    private PiecePicker picker;
    private int turn;

    private record Request(Peer peer, int piece, int block) {
    }

    private record Peer(PieceBits pieces, PeerSpeed speed) implements PickerPeer {
        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    @Setup
    public void prepare() {
        picker = new PiecePicker(Layout.ofSingleFile("x", 1 << 20, (long) PIECES << 20), random);
        picker.setSequential(scenario.equals("sequential"));
        for (int i = 0; i < PEERS; i++) {
            double share = i % 10 == 0 ? 1 : i % 10 == 1 ? 0.001 : random.nextDouble();
            PieceBits bits = new PieceBits(PIECES);
            for (int piece = 0; piece < PIECES; piece++) {
                if (random.nextDouble() < share) {
                    bits.set(piece);
                }
            }
            Peer peer = new Peer(bits, PeerSpeed.values()[i % 3]);
            peers.add(peer);
            if (!scenario.equals("poor") || i % 10 == 1) {
                pickers.add(peer);
            }
            picker.peerJoined(peer);
        }
        boolean endgame = scenario.equals("endgame");
        for (int piece = 0; piece < PIECES; piece++) {
            if (endgame ? piece % 500 != 0 : random.nextBoolean()) {
                picker.have(piece);
                had.add(piece);
            }
        }
        while (inFlight.size() < (endgame ? 200 * 64 : IN_FLIGHT)) {
            int before = inFlight.size();
            pick(peers.get(turn++ % PEERS));
            if (endgame && inFlight.size() == before) {
                break;
            }
        }
    }

    /** One pick, and what arrives. */
    @Benchmark
    public int pick() {
        Peer peer = pickers.get(turn++ % pickers.size());
        if (scenario.equals("endgame")) {
            // The duplicates are given back, so that it stays as it is.
            out.clear();
            int count = picker.pick(peer, BATCH, out);
            for (int i = 0; i < count; i++) {
                picker.abort(peer, out.piece(i), out.block(i));
            }
            return count;
        }
        int count = pick(peer);
        for (int i = 0; i < count; i++) {
            arrive(inFlight.poll());
        }
        return count;
    }

    /** A have message of one peer and its loss, which is the same again. */
    @Benchmark
    public void have() {
        int piece = random.nextInt(PIECES);
        Peer peer = peers.get(turn++ % PEERS);
        if (peer.pieces.set(piece)) {
            picker.peerHas(peer, piece);
        }
    }

    /** A peer with its bitfield comes and goes, and one picks between. */
    @Benchmark
    public int join() {
        Peer peer = new Peer(peers.get(2 + turn++ % 8).pieces, PeerSpeed.MEDIUM);
        picker.peerJoined(peer);
        int count = pick();
        picker.peerLeft(peer);
        return count;
    }

    private int pick(Peer peer) {
        out.clear();
        int count = picker.pick(peer, BATCH, out);
        for (int i = 0; i < count; i++) {
            inFlight.add(new Request(peer, out.piece(i), out.block(i)));
        }
        return count;
    }

    private void arrive(Request request) {
        picker.received(request.peer, request.piece, request.block);
        if (picker.allReceived(request.piece)) {
            picker.verified(request.piece);
            had.add(request.piece);
            picker.lost(had.poll());
        }
    }
}
