package org.freshet.testkit.storage;

import java.net.URI;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

import org.freshet.metainfo.Layout;
import org.freshet.storage.FenceOp;
import org.freshet.storage.Traits.WriteModel;
import org.freshet.testkit.storage.StorageSession.Unit;

/** A random walk over a storage's operations, compared at every step with an array of bytes; the same for the same seed. */
final class StorageWalk {
    private final StorageFixture fixture;
    private final URI root;
    private final long seed;
    private final Random random;
    private final Content content;
    private final Set<Unit> written = new HashSet<>();
    private final BitSet committed = new BitSet();
    private BitSet wanted;
    private StorageSession session;
    private List<Unit> units;
    private int appended;

    StorageWalk(StorageFixture fixture, URI root, long seed) {
        this.fixture = fixture;
        this.root = root;
        this.seed = seed;
        this.random = new Random(seed);
        this.content = new Content(Layouts.random(random), seed);
        this.wanted = someFiles();
        open();
        this.units = session.units(new Random(seed));
    }

    private void open() {
        session = fixture.open(root, content, wanted);
    }

    private BitSet someFiles() {
        BitSet some = new BitSet();
        IntStream.range(0, content.layout().files().size()).filter(i -> random.nextInt(3) > 0).forEach(some::set);
        return some;
    }

    void run(int steps) {
        try {
            for (int i = 0; i < steps; i++) {
                step();
            }
            written.forEach(this::check);
            session.close();
        } catch (AssertionError e) {
            throw new AssertionError("seed " + seed + ", " + content.layout() + ": " + e.getMessage(), e);
        }
    }

    private void step() {
        switch (random.nextInt(16)) {
            case 0 -> {
                commitWhole();
                session.close();
                forgetUncommitted();
                open();
            }
            case 1 -> {
                wanted = someFiles();
                session.fence(new FenceOp.Select(wanted));
            }
            case 2 -> session.fence(new FenceOp.Flush());
            case 3 -> session.inspect();
            case 4, 5 -> commitWhole();
            case 6, 7, 8 -> written.stream().skip(random.nextInt(written.size() + 1)).findFirst().ifPresent(this::check);
            default -> write();
        }
    }

    private void write() {
        if (fixture.traits().writes() == WriteModel.APPEND_ONLY) {
            if (appended < units.size()) {
                post(units.get(appended++));
            }
            return;
        }
        Unit unit = units.get(random.nextInt(units.size()));
        if (!committed.get(unit.piece())) {
            // Bytes that proved wrong are fetched and written again.
            content.change(unit.piece(), unit.offset(), unit.length(), random.nextLong());
            post(unit);
        }
    }

    private void post(Unit unit) {
        session.post(unit);
        written.add(unit);
    }

    private void check(Unit unit) {
        int from = random.nextInt(unit.length());
        session.assertHolds(unit.piece(), unit.offset() + from, 1 + random.nextInt(unit.length() - from));
    }

    private void commitWhole() {
        Layout layout = content.layout();
        for (int piece = 0; piece < layout.pieceCount(); piece++) {
            int all = piece;
            if (!committed.get(piece) && units.stream().filter(u -> u.piece() == all).allMatch(written::contains)) {
                session.commit(piece);
                committed.set(piece);
            }
        }
    }

    /** What was not committed need not be there after the storage was closed. */
    private void forgetUncommitted() {
        if (fixture.traits().writes() != WriteModel.APPEND_ONLY) {
            written.removeIf(unit -> !committed.get(unit.piece()));
        }
    }
}
