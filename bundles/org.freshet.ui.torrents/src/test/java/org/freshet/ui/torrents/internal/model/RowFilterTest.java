package org.freshet.ui.torrents.internal.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.Locale;

import org.freshet.engine.TorrentStatus.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowFilterTest {
    private final RowFilter.Parser parser = new RowFilter.Parser(Locale.GERMAN,
            state -> state == State.ERROR ? "Fehler" : "Läuft");

    private TorrentFigures row() {
        FakeTorrent fake = new FakeTorrent("Debian 12 ÄRGER netinst").state(State.ERROR);
        fake.label = "Linux iso";
        fake.root = URI.create("sftp://me@host/data");
        return TorrentFigures.of(fake.torrent, null, new SortText.Alphabet(Locale.GERMAN));
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', value = {"debian, true", "DEBIAN netinst, true", "debian suse, false", "linux, true",
            "\"debian 12\", true", "\"12 debian\", false", "ärger, true", "-suse, true", "-debian, false", "state:error, true",
            "status:fehler, true", "state:err, true", "state:läuft, false", "state:seeding, false", "-state:error, false",
            "label:iso, true", "label:\"linux iso\", true", "label:debian, false", "name:linux, false", "name:debian, true",
            "storage:sftp, true", "storage:host/data, true", "tracker:example, true", "tracker:other, false",
            "state:active, false",
            "state:incomplete, true", "debian label:, true", "nothing:debian, false"})
    void termsMeanWhatTheySay(String text, boolean matches) {
        assertEquals(matches, parser.parse(text).matches(row()), text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "\"", "\"\"", "label:\"\""})
    void nothingTypedOrHalfATermLetsEverythingThrough(String text) {
        assertTrue(parser.parse(text).matches(row()));
    }

    @Test
    void anEmptyFilterSaysSo() {
        assertTrue(parser.parse(" ").isAll());
    }
}
