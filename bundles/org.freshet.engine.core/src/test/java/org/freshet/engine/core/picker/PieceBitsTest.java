package org.freshet.engine.core.picker;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PieceBitsTest {
    @Test
    void theHighBitOfTheFirstByteIsPieceZero() {
        PieceBits bits = new PieceBits(10);
        bits.set(0);
        bits.set(7);
        bits.set(9);
        assertArrayEquals(new byte[] {(byte) 0x81, 0x40}, bits.toWire());
        assertEquals(bits, PieceBits.fromWire(new byte[] {(byte) 0x81, 0x40}, 10));
    }

    @Test
    void aBitfieldOfTheWrongLengthOrWithSpareBitsIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> PieceBits.fromWire(new byte[1], 9));
        assertThrows(IllegalArgumentException.class, () -> PieceBits.fromWire(new byte[3], 9));
        assertThrows(IllegalArgumentException.class, () -> PieceBits.fromWire(new byte[] {0, 0x20}, 10));
        assertEquals(8, PieceBits.fromWire(new byte[] {-1}, 8).cardinality());
        assertEquals(64, PieceBits.fromWire(new byte[] {-1, -1, -1, -1, -1, -1, -1, -1}, 64).cardinality());
    }

    @Test
    void agreesWithTheBitSetOfTheJdk() {
        Random random = new Random(5);
        for (int size : new int[] {1, 7, 8, 63, 64, 65, 127, 128, 1000}) {
            PieceBits bits = new PieceBits(size);
            PieceBits other = new PieceBits(size);
            BitSet model = new BitSet();
            BitSet otherModel = new BitSet();
            for (int i = 0; i < 2000; i++) {
                int index = random.nextInt(size);
                if (random.nextBoolean()) {
                    assertEquals(!model.get(index), bits.set(index));
                    model.set(index);
                } else {
                    assertEquals(model.get(index), bits.clear(index));
                    model.clear(index);
                }
                int second = random.nextInt(size);
                if (random.nextInt(3) > 0) {
                    other.set(second);
                    otherModel.set(second);
                } else {
                    other.clear(second);
                    otherModel.clear(second);
                }
                int from = random.nextInt(size + 1);
                assertEquals(model.get(second), bits.get(second));
                assertEquals(model.nextSetBit(from), bits.nextSet(from));
                int clear = model.nextClearBit(from);
                assertEquals(clear < size ? clear : -1, bits.nextClear(from));
                BitSet both = (BitSet) model.clone();
                both.and(otherModel);
                assertEquals(both.nextSetBit(from), bits.nextCommon(other, from));
                assertEquals(!both.isEmpty(), bits.intersects(other));
                BitSet rest = (BitSet) model.clone();
                rest.andNot(otherModel);
                assertEquals(!rest.isEmpty(), bits.hasAnyNotIn(other));
                assertEquals(model.cardinality(), bits.cardinality());
                assertEquals(model.isEmpty(), bits.isEmpty());
                assertEquals(model.cardinality() == size, bits.isAll());
            }
            assertEquals(model, bits.toBitSet());
            assertEquals(bits, PieceBits.fromWire(bits.toWire(), size));
            assertEquals(bits, PieceBits.of(model, size));
            assertEquals(bits, bits.copy());
            assertTrue(PieceBits.all(size).isAll());
            assertEquals(size, PieceBits.all(size).toBitSet().cardinality());
        }
    }

    @Test
    void aCopyLivesItsOwnLife() {
        PieceBits bits = new PieceBits(5);
        PieceBits copy = bits.copy();
        copy.set(2);
        assertFalse(bits.get(2));
    }

    @Test
    void indexesOutsideAreRefused() {
        PieceBits bits = new PieceBits(5);
        assertThrows(IndexOutOfBoundsException.class, () -> bits.set(5));
        assertThrows(IndexOutOfBoundsException.class, () -> bits.get(-1));
        assertThrows(IllegalArgumentException.class, () -> bits.intersects(new PieceBits(6)));
    }
}
