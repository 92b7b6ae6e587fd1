package org.freshet.ui.torrents.internal.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;

import org.freshet.engine.TorrentStatus.State;
import org.junit.jupiter.api.Test;

class TorrentRowsTest {
    private final TorrentFeed feed = new TorrentFeed(new SortText.Alphabet(Locale.ROOT), () -> { });
    private final TorrentRows rows = new TorrentRows();
    private final RowFilter.Parser filters = new RowFilter.Parser(Locale.ROOT, state -> "zustand-" + state.ordinal());

    private FakeTorrent add(String name) {
        FakeTorrent fake = new FakeTorrent(name);
        feed.added(fake.torrent);
        return fake;
    }

    private void changed(FakeTorrent fake) {
        feed.stateChanged(fake.torrent, fake.status);
    }

    private void update() {
        rows.apply(feed.take());
        rows.settle();
    }

    private List<String> names() {
        return IntStream.range(0, rows.shown()).mapToObj(i -> rows.at(i).figures().name().text()).toList();
    }

    private void positionsAreRight() {
        for (int i = 0; i < rows.shown(); i++) {
            assertEquals(i, rows.position(rows.at(i).torrent()));
        }
    }

    @Test
    void namesSortWithoutRegardToCaseAndWithAccentsBesideTheirLetters() {
        for (String name : List.of("zebra", "Apple", "apple", "Éclair", "banana", "eclipse", "Österreich", "orange")) {
            add(name);
        }
        update();
        assertEquals(List.of("apple", "Apple", "banana", "Éclair", "eclipse", "orange", "Österreich", "zebra"), names());
        positionsAreRight();
    }

    @Test
    void figuresChangeAtOnceButPlacesOnlyWhenSettled() {
        FakeTorrent slow = add("a");
        FakeTorrent fast = add("b");
        rows.order(RowOrder.BY_NAME.by(Column.DOWN, true));
        slow.down(1);
        fast.down(9);
        changed(slow);
        changed(fast);
        update();
        assertEquals(List.of("b", "a"), names());
        changed(slow.down(100));
        rows.apply(feed.take());
        assertEquals(List.of("b", "a"), names());
        assertEquals(100, rows.at(1).figures().status().downRate());
        assertTrue(rows.unsettled());
        assertTrue(rows.settle());
        assertEquals(List.of("a", "b"), names());
        assertFalse(rows.settle());
    }

    @Test
    void aChangeThatIsNotSortedByMovesNothing() {
        FakeTorrent one = add("one");
        add("two");
        update();
        changed(one.down(5));
        rows.apply(feed.take());
        assertFalse(rows.unsettled());
    }

    @Test
    void rowsOfEqualKeysKeepTheOrderInWhichTheyCame() {
        rows.order(new RowOrder(Column.DOWN, true, Column.UP, true));
        List<FakeTorrent> all = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            all.add(add("t" + i));
        }
        update();
        List<String> before = names();
        changed(all.get(7).down(3));
        update();
        changed(all.get(7).down(0));
        update();
        assertEquals(before, names());
    }

    @Test
    void theColumnChosenBeforeOrdersEqualRows() {
        rows.order(RowOrder.BY_NAME.clicked(Column.STATUS));
        add("c").state(State.PAUSED);
        FakeTorrent paused = add("a").state(State.PAUSED);
        add("d");
        add("b");
        for (FakeTorrent fake : List.of(paused)) {
            changed(fake);
        }
        update();
        // "c" was read before its state changed, so it still counts as downloading.
        assertEquals(List.of("a", "b", "c", "d"), names());
    }

    @Test
    void incrementalOrderIsTheOrderOfAFullSort() {
        Random random = new Random(7);
        rows.order(new RowOrder(Column.DOWN, true, Column.NAME, false));
        rows.filter(filters.parse("-state:error"));
        List<FakeTorrent> all = new ArrayList<>();
        for (int round = 0; round < 200; round++) {
            for (int i = 0; i < 5; i++) {
                all.add(add("t" + random.nextInt(50)));
            }
            for (int i = 0; i < 20; i++) {
                changed(all.get(random.nextInt(all.size())).down(random.nextInt(10)));
                changed(all.get(random.nextInt(all.size())).state(random.nextInt(4) == 0 ? State.ERROR : State.SEEDING));
            }
            FakeTorrent gone = all.remove(random.nextInt(all.size()));
            feed.removed(gone.torrent);
            update();
            positionsAreRight();
            List<TorrentFigures> shown = new ArrayList<>();
            for (int i = 0; i < rows.shown(); i++) {
                shown.add(rows.figuresAt(i));
            }
            List<TorrentFigures> sorted = new ArrayList<>(shown);
            sorted.sort(rows.order().comparator());
            assertEquals(sorted.stream().map(f -> f.status().downRate()).toList(),
                    shown.stream().map(f -> f.status().downRate()).toList());
            assertEquals(sorted.stream().map(TorrentFigures::name).toList(), shown.stream().map(TorrentFigures::name).toList());
            assertEquals(all.stream().filter(f -> f.status.state() != State.ERROR).count(), rows.shown());
            assertEquals(all.size(), rows.total());
        }
    }

    @Test
    void aRowLeavesTheFilterWhenItsStateDoes() {
        FakeTorrent sick = add("sick").state(State.ERROR);
        changed(sick);
        add("well");
        rows.filter(filters.parse("state:error"));
        update();
        assertEquals(List.of("sick"), names());
        changed(sick.state(State.SEEDING));
        update();
        assertEquals(List.of(), names());
        rows.filter(RowFilter.ALL);
        rows.settle();
        assertEquals(List.of("sick", "well"), names());
    }

    @Test
    void aRemovedRowStaysReadableUntilTheRowsAreSettled() {
        FakeTorrent gone = add("a");
        add("b");
        update();
        feed.removed(gone.torrent);
        rows.apply(feed.take());
        assertEquals(List.of("a", "b"), names());
        assertEquals(-1, rows.position(gone.torrent));
        rows.settle();
        assertEquals(List.of("b"), names());
    }

    @Test
    void hiddenRowsDoNotCountAndComeBackWhereTheyWere() {
        FakeTorrent hidden = add("b");
        add("a");
        add("c");
        update();
        rows.hide(List.of(hidden.torrent), true);
        rows.settle();
        changed(hidden.down(4));
        update();
        assertEquals(List.of("a", "c"), names());
        assertEquals(2, rows.total());
        rows.hide(List.of(hidden.torrent), false);
        rows.settle();
        assertEquals(List.of("a", "b", "c"), names());
        assertEquals(3, rows.total());
    }

    @Test
    void aWholeBatchDropsWhatItDoesNotName() {
        FakeTorrent old = add("old");
        update();
        TorrentFeed other = new TorrentFeed(new SortText.Alphabet(Locale.ROOT), () -> { });
        FakeTorrent fresh = new FakeTorrent("new");
        other.added(fresh.torrent);
        rows.apply(new TorrentFeed.Batch(other.take().changes(), true));
        rows.settle();
        assertEquals(List.of("new"), names());
        assertEquals(-1, rows.position(old.torrent));
    }

    @Test
    void aNewNameMovesTheRow() {
        FakeTorrent magnet = add("0123456789abcdef");
        add("b");
        update();
        magnet.name = "z";
        changed(magnet);
        update();
        assertEquals(List.of("b", "z"), names());
    }

    @Test
    void onlyPlacesInSightThatShowSomethingElseAreMended() {
        List<FakeTorrent> all = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            all.add(add("t" + (char) ('a' + i / 10) + i % 10));
        }
        update();
        PaintedRows painted = new PaintedRows();
        for (int i = 0; i < 40; i++) {
            painted.painted(i, rows.figuresAt(i));
        }
        changed(all.get(3).down(1));
        changed(all.get(30).down(1));
        changed(all.get(70).down(1));
        rows.apply(feed.take());
        List<Integer> mended = new ArrayList<>();
        PaintedRows.Stale stale = (position, before, now) -> {
            assertSame(before.torrent(), now.torrent());
            return mended.add(position);
        };
        painted.refresh(rows, 0, 20, stale);
        assertEquals(List.of(3), mended);
        mended.clear();
        painted.refresh(rows, 0, 20, stale);
        assertEquals(List.of(), mended);
        // Scrolled: the other one comes into sight; the third was never filled.
        painted.refresh(rows, 20, 99, stale);
        assertEquals(List.of(30), mended);
        painted.refresh(rows, 0, 99, stale);
        assertEquals(List.of(30), mended);
    }

    @Test
    void labelsInUseAreListedOnceInOrder() {
        add("a").label = "x";
        feed.reconcile(List::of);
        for (String label : List.of("music", "Linux", "music", "")) {
            FakeTorrent fake = new FakeTorrent("t");
            fake.label = label;
            feed.added(fake.torrent);
        }
        update();
        assertEquals(List.of("Linux", "music"), rows.labels());
    }

    @Test
    void theSameRowObjectStaysWithItsTorrent() {
        FakeTorrent fake = add("a");
        update();
        TorrentRow row = rows.at(0);
        changed(fake.down(1));
        update();
        assertSame(row, rows.at(0));
        assertEquals(0, Comparator.<Integer>naturalOrder().compare(0, rows.position(fake.torrent)));
        assertEquals(Collections.emptyList(), rows.labels());
    }
}
