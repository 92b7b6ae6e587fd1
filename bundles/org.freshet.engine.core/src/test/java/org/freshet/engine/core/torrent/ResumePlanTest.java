package org.freshet.engine.core.torrent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.freshet.engine.AddTorrent.ExistingData;
import org.freshet.engine.core.picker.PieceBits;
import org.freshet.engine.core.state.ResumeData;
import org.freshet.metainfo.Layout;
import org.freshet.metainfo.TorrentFile;
import org.freshet.storage.Inventory;
import org.junit.jupiter.api.Test;

class ResumePlanTest {
    private static final int PIECE = 16384;
    /** Pieces 0…1 and a bit of 2 are file a; the rest of 2, 3 and a bit of 4 are b; the rest of 4 is padding; 5 is c. */
    private static final Layout LAYOUT = Layout.of("t", PIECE, List.of(new TorrentFile(List.of("a"), 2 * PIECE + 10, 0),
            new TorrentFile(List.of("b"), 2 * PIECE, 2 * PIECE + 10),
            new TorrentFile(List.of(".pad", "1"), PIECE - 10, 4 * PIECE + 10, Set.of(TorrentFile.Attribute.PADDING), List.of(), null),
            new TorrentFile(List.of("c"), PIECE, 5 * PIECE)));
    private static final byte[] TOKEN = {1};
    private static final Inventory WHOLE = inventory(2 * PIECE + 10, 2 * PIECE, -1, PIECE);

    private static Inventory inventory(long... lengths) {
        return new Inventory(lengths, TOKEN);
    }

    private static BitSet bits(int... set) {
        BitSet b = new BitSet();
        for (int i : set) {
            b.set(i);
        }
        return b;
    }

    private static byte[] wire(int... set) {
        return PieceBits.of(bits(set), 6).toWire();
    }

    private static void assertPlan(ResumePlan plan, BitSet believed, BitSet check) {
        assertEquals(believed, plan.believed().toBitSet(), "believed");
        assertEquals(check, plan.check(), "to check");
    }

    private static ResumePlan resume(Inventory inventory, ResumeData data) {
        return ResumePlan.of(LAYOUT, inventory, Optional.ofNullable(data), ExistingData.RESUME, "now");
    }

    @Test
    void afterAnEndInOrderWhatIsRememberedIsBelieved() {
        assertPlan(resume(WHOLE, new ResumeData(wire(0, 3), TOKEN, "before", wire(0))), bits(0, 3), bits());
    }

    @Test
    void filesThatSomebodyChangedAreChecked() {
        assertPlan(resume(WHOLE, new ResumeData(wire(0, 3), new byte[] {2}, "now", wire(0, 3))), bits(), bits(0, 1, 2, 3, 4, 5));
    }

    @Test
    void afterACrashInThisBootRememberedPiecesAreBelievedAndTheOthersChecked() {
        assertPlan(resume(WHOLE, new ResumeData(wire(0, 3), new byte[0], "now", wire())), bits(0, 3), bits(1, 2, 4, 5));
    }

    @Test
    void afterALossOfPowerOnlyFlushedPiecesAreBelieved() {
        assertPlan(resume(WHOLE, new ResumeData(wire(0, 3, 4), new byte[0], "before", wire(3))), bits(3), bits(0, 1, 2, 4, 5));
    }

    @Test
    void afterACrashAPieceWhoseBytesAreGoneIsNotBelieved() {
        Inventory shorter = inventory(2 * PIECE + 10, PIECE, -1, -1);
        assertPlan(resume(shorter, new ResumeData(wire(0, 3, 5), new byte[0], "now", wire(0, 3, 5))), bits(0), bits(1, 2));
    }

    @Test
    void withoutMemoryWhatIsThereIsChecked() {
        assertPlan(resume(WHOLE, null), bits(), bits(0, 1, 2, 3, 4, 5));
        assertPlan(resume(inventory(PIECE, -1, -1, PIECE), null), bits(), bits(0, 5));
    }

    @Test
    void whereNothingIsThereNothingIsChecked() {
        assertPlan(resume(inventory(-1, -1, -1, -1), null), bits(), bits());
        assertPlan(resume(inventory(0, 0, -1, 0), null), bits(), bits());
    }

    @Test
    void aPieceIsThereOnlyWhenAllFilesItTouchesReachThatFar() {
        assertPlan(resume(inventory(2 * PIECE + 9, 2 * PIECE, -1, PIECE), null), bits(), bits(0, 1, 3, 4, 5));
        assertPlan(resume(inventory(2 * PIECE + 10, 1, -1, 0), null), bits(), bits(0, 1));
        assertPlan(resume(inventory(2 * PIECE + 10, 2 * PIECE - 10, -1, PIECE), null), bits(), bits(0, 1, 2, 3, 5));
    }

    @Test
    void aWishToCheckOverridesMemory() {
        ResumePlan plan = ResumePlan.of(LAYOUT, WHOLE, Optional.of(new ResumeData(wire(0), TOKEN, "now", wire(0))), ExistingData.CHECK, "now");
        assertPlan(plan, bits(), bits(0, 1, 2, 3, 4, 5));
    }

    @Test
    void aWordThatAllIsCompleteIsTakenForWhatIsThere() {
        assertPlan(ResumePlan.of(LAYOUT, inventory(2 * PIECE + 10, -1, -1, PIECE), Optional.empty(), ExistingData.COMPLETE, "now"),
                bits(0, 1, 5), bits());
    }

    @Test
    void aBitfieldOfAnotherLengthIsWorthNothing() {
        assertPlan(resume(WHOLE, new ResumeData(new byte[] {-1, -1}, new byte[0], "now", new byte[0])), bits(), bits(0, 1, 2, 3, 4, 5));
    }

    @Test
    void onlyPiecesThatWereNotRememberedMayBeHoles() {
        assertEquals(bits(1, 2, 4, 5), resume(WHOLE, new ResumeData(wire(0, 3), new byte[0], "now", wire())).maybeHoles());
        assertEquals(bits(1, 2, 5), resume(WHOLE, new ResumeData(wire(0, 3, 4), new byte[0], "before", wire(3))).maybeHoles(),
                "what was verified and not flushed is read in any case");
        assertEquals(bits(), resume(WHOLE, null).maybeHoles(), "foreign data is read as a whole");
        assertEquals(bits(), resume(WHOLE, new ResumeData(wire(0, 3), new byte[] {2}, "now", wire(0, 3))).maybeHoles());
    }
}
