package org.freshet.ui.details.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

class RowsTest {
    private record Peer(String address, int rate) {
    }

    private final Rows<Peer> rows = new Rows<>(Peer::address);

    @Test
    void onlyRowsThatDifferAreChanged() {
        rows.replace(List.of(new Peer("a", 1), new Peer("b", 2), new Peer("c", 3)));
        Rows.Change change = rows.replace(List.of(new Peer("a", 1), new Peer("b", 9), new Peer("c", 3), new Peer("d", 4)));
        assertEquals(List.of(1), change.changed());
        assertEquals(4, change.size());
    }

    @Test
    void theSameRowsAreNoChange() {
        rows.replace(List.of(new Peer("a", 1)));
        assertEquals(List.of(), rows.replace(List.of(new Peer("a", 1))).changed());
    }

    @Test
    void whatIsSelectedIsFoundAgainAfterTheFiguresMovedIt() {
        rows.order(Comparator.comparingInt(Peer::rate));
        rows.replace(List.of(new Peer("a", 1), new Peer("b", 2)));
        Set<Object> keys = rows.keys(0);
        rows.replace(List.of(new Peer("a", 5), new Peer("b", 2)));
        assertEquals("b", rows.at(0).address());
        assertArrayEquals(new int[] {1}, rows.places(keys));
    }

    @Test
    void aSelectedRowThatIsGoneHasNoPlace() {
        rows.replace(List.of(new Peer("a", 1)));
        Set<Object> keys = rows.keys(0, 7);
        rows.replace(List.of(new Peer("b", 1)));
        assertEquals(0, rows.places(keys).length);
    }

    @Test
    void aClickOnAHeadSortsUpThenDownThenNotAtAll() {
        SortChoice choice = new SortChoice("", true).clicked("rate");
        assertEquals(new SortChoice("rate", true), choice);
        choice = choice.clicked("rate");
        assertEquals(new SortChoice("rate", false), choice);
        assertEquals(new SortChoice("", true), choice.clicked("rate"));
        assertEquals(new SortChoice("address", true), choice.clicked("address"));
    }

    @Test
    void theChoiceOfSortingIsRemembered() {
        Memory memory = new MapMemory();
        new SortChoice("rate", false).keep(memory);
        assertEquals(new SortChoice("rate", false), SortChoice.of(memory));
        assertEquals(new SortChoice("", true), SortChoice.of(memory.part("other")));
    }

    @Test
    void aRememberedColumnThatIsNoMoreSortsNothing() {
        List<Column<Peer>> columns = List.of(Column.numbers("rate", "Rate", 1, p -> "", Comparator.comparingInt(Peer::rate)));
        assertNull(new SortChoice("gone", true).order(columns));
        assertEquals(1, new SortChoice("rate", false).<Peer>order(columns).compare(new Peer("a", 1), new Peer("b", 2)));
    }

    @Test
    void anOrderOfColumnsIsTakenOnlyIfItHasEachColumnOnce() {
        assertArrayEquals(new int[] {2, 0, 1}, ColumnHeads.order("2,0,1", 3));
        assertEquals(0, ColumnHeads.order("2,0,1", 4).length);
        assertEquals(0, ColumnHeads.order("0,0,1", 3).length);
        assertEquals(0, ColumnHeads.order("x", 3).length);
        assertEquals(0, ColumnHeads.order("", 0).length);
    }

    @Test
    void aNumberThatSomebodySpoiledIsForgotten() {
        Memory memory = new MapMemory();
        memory.keep("width", 120);
        assertEquals(120, memory.number("width", 7));
        memory.keep("width", "wide");
        assertEquals(7, memory.number("width", 7));
    }

    private static final class MapMemory implements Memory {
        private final Map<String, String> kept = new HashMap<>();

        @Override
        public String text(String key, String otherwise) {
            return kept.getOrDefault(key, otherwise);
        }

        @Override
        public void keep(String key, String value) {
            kept.put(key, value);
        }
    }
}
