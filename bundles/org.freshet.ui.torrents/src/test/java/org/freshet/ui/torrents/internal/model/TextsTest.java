package org.freshet.ui.torrents.internal.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

import org.freshet.engine.TorrentStatus;
import org.freshet.engine.TorrentStatus.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextsTest {
    private final CellTexts texts = new CellTexts(state -> state.name().toLowerCase(Locale.ROOT), (status, root) -> status.reason(),
            "{0} - {1}");

    private static TorrentFigures figures(FakeTorrent fake) {
        return TorrentFigures.of(fake.torrent, null, new SortText.Alphabet(Locale.ROOT));
    }

    @Test
    void theStatusIsAWordWithItsReason() {
        assertEquals("error - The disk is full", texts.text(Column.STATUS, figures(new FakeTorrent("a").state(State.ERROR))));
        assertEquals("seeding", texts.text(Column.STATUS, figures(new FakeTorrent("a").state(State.SEEDING))));
    }

    @Test
    void whatIsUnknownIsEmptyAndNotZero() {
        TorrentFigures magnet = figures(new FakeTorrent("a").state(State.METADATA));
        for (Column column : List.of(Column.SIZE, Column.DONE, Column.DOWN, Column.TIME_LEFT, Column.PEERS, Column.SEEDS,
                Column.RATIO)) {
            assertEquals("", texts.text(column, magnet), column.name());
        }
        assertTrue(CellTexts.bar(Column.DONE, magnet) < 0);
    }

    @Test
    void theBarIsAsFullAsTheWantedDataIsDone() {
        FakeTorrent fake = new FakeTorrent("a");
        fake.status = new TorrentStatus(State.DOWNLOADING, "", 400, 200, 50, 0, 0, 0, 0, 0, 0, 3, 1, 9, Optional.empty(),
                FakeTorrent.ADDED);
        assertEquals(0.25, CellTexts.bar(Column.DONE, figures(fake)));
        assertTrue(CellTexts.bar(Column.NAME, figures(fake)) < 0);
        assertEquals("3 (9)", texts.text(Column.PEERS, figures(fake)));
    }

    @ParameterizedTest
    @CsvSource({"file:///home/me/Down%20loads, file: /home/me/Down loads", "mem:demo, mem: demo",
            "sftp://me:secret@host:22/data, sftp: me@host:22/data", "s3://bucket/x, s3: bucket/x"})
    void aPlaceIsNamedBySchemeAndPathWithoutPasswords(String root, String words) {
        assertEquals(words, Place.describe(URI.create(root)));
    }

    @Test
    void aPathOrAUriIsAPlace() {
        assertEquals(URI.create("file:///data/x"), Place.parse(" /data/y/../x "));
        assertEquals(Place.describe(Path.of("/").toUri()), Place.describe(Place.parse("/")));
        assertEquals("file: /data x", Place.describe(Place.parse("/data x/")));
        assertEquals("file: /data", Place.describe(URI.create("file:///data/")));
        assertEquals(URI.create("mem:demo"), Place.parse("mem:demo"));
        assertEquals("/data/x", Place.editable(Place.parse("/data/x")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "relative/path", "a b:c", "\0"})
    void otherTextsAreNone(String text) {
        assertThrows(IllegalArgumentException.class, () -> Place.parse(text));
    }

    @Test
    void aLimitIsAWholeNumberOfKibibytes() {
        assertEquals(OptionalLong.of(0), LimitText.parse(" "));
        assertEquals(OptionalLong.of(512 * 1024), LimitText.parse("512"));
        for (String wrong : List.of("-1", "1.5", "x", "9999999999999")) {
            assertEquals(OptionalLong.empty(), LimitText.parse(wrong), wrong);
        }
        assertEquals("", LimitText.format(0));
        assertEquals("1", LimitText.format(100));
        assertEquals("512", LimitText.format(512 * 1024));
    }

    @Test
    void aMagnetWithoutMetadataStillHasALink() {
        String link = Links.magnet(new FakeTorrent("a b").torrent);
        assertTrue(link.startsWith("magnet:?xt=urn:btih:0011"), link);
        assertTrue(link.contains("dn=a%20b") && link.contains("tr=http"), link);
    }

    @Test
    void theFolderIsTheOneThatAllFilesShare() {
        FakeTorrent fake = new FakeTorrent("a");
        fake.files = List.of(FakeTorrent.file(0, "top", "x"), FakeTorrent.file(0, "top", "y"));
        assertEquals(Path.of("/data/top"), Links.folder(fake.torrent));
        fake.files = List.of(FakeTorrent.file(0, "top", "x"), FakeTorrent.file(0, "y"));
        assertEquals(Path.of("/data"), Links.folder(fake.torrent));
        fake.files = List.of(FakeTorrent.file(5, "x"));
        assertEquals(Path.of("/data"), Links.opened(fake.torrent));
        fake.files = List.of(FakeTorrent.file(10, "x"));
        assertEquals(Path.of("/data/x"), Links.opened(fake.torrent));
    }

    @Test
    void whatMakesSenseDependsOnTheStates() {
        FakeTorrent paused = new FakeTorrent("a").state(State.PAUSED);
        FakeTorrent seeding = new FakeTorrent("b").state(State.SEEDING);
        assertFalse(Abilities.NONE.any());
        Abilities one = Abilities.of(List.of(figures(paused)));
        assertTrue(one.one() && one.start() && one.folder());
        assertFalse(one.pause() || one.announce() || one.recheck());
        Abilities both = Abilities.of(List.of(figures(paused), figures(seeding)));
        assertTrue(both.start() && both.pause() && both.announce());
        assertFalse(both.one() || both.folder());
        paused.root = URI.create("mem:x");
        assertFalse(Abilities.of(List.of(figures(paused))).folder());
    }
}
