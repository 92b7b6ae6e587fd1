package org.freshet.ui.torrents.internal.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnLayoutTest {

    @Test
    void whatIsWrittenIsReadAgain() {
        ColumnLayout layout = ColumnLayout.initial().with(Column.STORAGE, true).with(Column.PEERS, false)
                .with(RowOrder.BY_NAME.clicked(Column.DOWN)).moved(Column.SIZE, 3)
                .arranged(ColumnLayout.initial().with(Column.STORAGE, true).with(Column.PEERS, false).visible(),
                        Map.of(Column.NAME, 77));
        assertEquals(layout, ColumnLayout.parse(layout.format()));
        assertEquals(77, ColumnLayout.parse(layout.format()).widths().get(Column.NAME));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ";;", "NAME", "NAME:x:shown", "NOPE:1:shown;sort:NOPE:up:NAME:up", "sort:a:b",
            "NAME:100:shown;NAME:200:shown"})
    void rubbishGivesAllColumnsAndAtLeastOneIsShown(String text) {
        ColumnLayout layout = ColumnLayout.parse(text);
        assertEquals(Column.values().length, layout.columns().size());
        assertTrue(layout.shown().contains(Column.NAME));
        assertEquals(RowOrder.BY_NAME, layout.order());
    }

    @Test
    void theLastColumnCannotBeHidden() {
        ColumnLayout layout = ColumnLayout.initial();
        for (Column column : Column.values()) {
            layout = layout.with(column, false);
        }
        assertEquals(1, layout.visible().size());
    }

    @Test
    void aHiddenColumnKeepsItsPlaceBehindTheOneItFollowed() {
        ColumnLayout layout = ColumnLayout.initial().with(Column.DONE, false).moved(Column.SIZE, 2);
        List<Column> columns = layout.columns();
        assertEquals(columns.indexOf(Column.SIZE) + 1, columns.indexOf(Column.DONE));
        assertFalse(layout.visible().contains(Column.DONE));
        assertEquals(List.of(Column.NAME, Column.STATUS, Column.DOWN, Column.SIZE), layout.visible().subList(0, 4));
    }

    @Test
    void aWidthOutOfBoundsIsBroughtBack() {
        assertEquals(20, ColumnLayout.parse("NAME:-5:shown").widths().get(Column.NAME));
        assertEquals(4000, ColumnLayout.parse("NAME:99999:shown").widths().get(Column.NAME));
    }

    @Test
    void aColumnCannotMoveBeyondTheEnds() {
        ColumnLayout layout = ColumnLayout.initial();
        assertEquals(layout, layout.moved(Column.NAME, -1));
        assertEquals(layout, layout.moved(Column.QUEUE, 1));
        assertEquals(layout, layout.moved(Column.STORAGE, 1));
    }

    @Test
    void aSecondClickTurnsTheOrderAndNumbersStartWithTheLargest() {
        RowOrder down = RowOrder.BY_NAME.clicked(Column.DOWN);
        assertEquals(new RowOrder(Column.DOWN, true, Column.NAME, false), down);
        assertEquals(new RowOrder(Column.DOWN, false, Column.NAME, false), down.clicked(Column.DOWN));
        assertEquals(new RowOrder(Column.LABEL, false, Column.DOWN, true), down.clicked(Column.LABEL));
    }
}
