package org.freshet.engine.core.picker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.freshet.metainfo.Layout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whole swarms that only pick and deliver: no network and no time, but every leecher must get every piece. */
class SwarmSimulationTest {
    private static final int PIECES = 120;
    private static final int BLOCKS = 4;
    private static final int LEECHERS = 12;
    private static final int MOST_STEPS = 60_000;

    private final Random random = new Random(11);
    private final List<Node> nodes = new ArrayList<>();
    private long delivered;
    private long wasted;

    /** What is special about a swarm. */
    enum Kind {
        PLAIN, FAST, SLOW, SEQUENTIAL, PAROLE, REJECTING, CHURNING, MIXED
    }

    /** One side's view of another. */
    private static final class Link implements PickerPeer {
        private final Node to;
        private final Kind kind;
        private final List<long[]> asked = new ArrayList<>();
        private boolean parole;
        private boolean snubbed;
        /** What the other side has told us; may be behind what it has. */
        private final PieceBits told;

        Link(Node to, Kind kind) {
            this.to = to;
            this.kind = kind;
            this.told = to.has.copy();
        }

        @Override
        public PieceBits pieces() {
            return told;
        }

        @Override
        public PeerSpeed speed() {
            return switch (kind) {
                case FAST -> PeerSpeed.FAST;
                case SLOW -> PeerSpeed.SLOW;
                default -> PeerSpeed.values()[to.number % 3];
            };
        }

        @Override
        public boolean onParole() {
            return parole || kind == Kind.PAROLE;
        }

        @Override
        public boolean snubbed() {
            return snubbed;
        }
    }

    private final class Node {
        private final int number;
        private final boolean poisons;
        private final PieceBits has;
        private final PiecePicker picker;
        private final List<Link> links = new ArrayList<>();
        private final ParoleLedger<Integer> ledger = new ParoleLedger<>();
        private final Set<Integer> banned = new HashSet<>();
        private final Map<Integer, Set<Integer>> poisoned = new HashMap<>();

        Node(int number, boolean seed, boolean poisons, Kind kind) {
            this.number = number;
            this.poisons = poisons;
            has = seed ? PieceBits.all(PIECES) : new PieceBits(PIECES);
            long length = (long) Layout.BLOCK * BLOCKS;
            picker = new PiecePicker(Layout.ofSingleFile("x", (int) length, length * PIECES - 20_000), random);
            picker.setSequential(kind == Kind.SEQUENTIAL || kind == Kind.MIXED && number % 2 == 0);
            if (seed) {
                for (int piece = 0; piece < PIECES; piece++) {
                    picker.have(piece);
                }
            }
        }

        void connect(Node other, Kind kind) {
            Link link = new Link(other, kind);
            links.add(link);
            picker.peerJoined(link);
        }

        void step(Kind kind) {
            if (links.isEmpty() || picker.missingCount() == 0) {
                return;
            }
            Link link = links.get(random.nextInt(links.size()));
            if (kind == Kind.CHURNING && random.nextInt(60) == 0) {
                picker.peerLeft(link);
                links.remove(link);
                connect(link.to, kind);
                return;
            }
            if (random.nextInt(4) == 0) {
                link.snubbed = random.nextInt(5) == 0;
                BlockList out = new BlockList();
                picker.pick(link, 6, out);
                for (int i = 0; i < out.size(); i++) {
                    assertTrue(link.to.has.get(out.piece(i)));
                    link.asked.add(new long[] {out.piece(i), out.block(i)});
                }
            } else if (!link.asked.isEmpty()) {
                long[] block = link.asked.remove(random.nextInt(link.asked.size()));
                answer(link, (int) block[0], (int) block[1], kind);
            }
        }

        private void answer(Link link, int piece, int block, Kind kind) {
            if (kind == Kind.REJECTING && random.nextInt(3) == 0) {
                picker.rejected(link, piece, block);
                return;
            }
            boolean outstanding = picker.isRequested(link, piece, block);
            Received received = picker.received(link, piece, block);
            delivered++;
            wasted += received == Received.NEW ? 0 : 1;
            if (received != Received.NEW) {
                assertTrue(received == Received.DUPLICATE || !outstanding);
                return;
            }
            picker.forEachRequester(piece, block, other -> {
                picker.abort(other, piece, block);
                ((Link) other).asked.removeIf(each -> each[0] == piece && each[1] == block);
            });
            if (link.to.poisons && random.nextInt(2) == 0) {
                poisoned.computeIfAbsent(piece, ignored -> new HashSet<>()).add(block);
            }
            if (picker.allReceived(piece)) {
                judge(piece);
            }
        }

        private void judge(int piece) {
            if (poisoned.remove(piece) == null) {
                ledger.passed(numbers(picker.contributors(piece)));
                picker.verified(piece);
                has.set(piece);
                for (Node node : nodes) {
                    node.hear(this, piece);
                }
            } else {
                ledger.failed(numbers(picker.failed(piece))).forEach((suspect, verdict) -> {
                    if (verdict == ParoleLedger.Verdict.BAN) {
                        banned.add(suspect);
                    }
                });
            }
            links.stream().filter(link -> banned.contains(link.to.number)).forEach(picker::peerLeft);
            links.removeIf(link -> banned.contains(link.to.number));
            links.forEach(link -> link.parole = ledger.onParole(link.to.number));
        }

        private List<Integer> numbers(Set<PickerPeer> peers) {
            return peers.stream().map(peer -> ((Link) peer).to.number).toList();
        }

        private void hear(Node from, int piece) {
            for (Link link : links) {
                if (link.to == from && link.told.set(piece)) {
                    picker.peerHas(link, piece);
                }
            }
        }
    }

    private void run(Kind kind, int poisoners) {
        for (int i = 0; i <= LEECHERS + poisoners; i++) {
            nodes.add(new Node(i, i == 0 || i > LEECHERS, i > LEECHERS, kind));
        }
        for (Node node : nodes) {
            nodes.stream().filter(other -> other != node).forEach(other -> node.connect(other, kind));
        }
        int steps = 0;
        while (nodes.stream().anyMatch(node -> node.picker.missingCount() > 0)) {
            assertTrue(steps++ < MOST_STEPS, () -> "not complete: " + nodes.stream().map(node -> node.has).toList());
            for (Node node : nodes) {
                node.step(kind);
            }
        }
        for (Node node : nodes) {
            assertEquals(PIECES, node.has.cardinality());
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyLeecherGetsEverything(Kind kind) {
        run(kind, 0);
        assertTrue(wasted * 20 <= delivered, wasted + " of " + delivered + " blocks were sent in vain");
    }

    @Test
    void whoSendsBadDataIsFoundAndNobodyElseIsBanned() {
        run(Kind.MIXED, 3);
        for (Node node : nodes.subList(1, LEECHERS + 1)) {
            assertEquals(Set.of(LEECHERS + 1, LEECHERS + 2, LEECHERS + 3), node.banned, "banned by " + node.number);
        }
    }
}
