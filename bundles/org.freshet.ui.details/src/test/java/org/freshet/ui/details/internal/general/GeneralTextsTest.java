package org.freshet.ui.details.internal.general;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import org.freshet.engine.RateLimits;
import org.freshet.engine.Torrent;
import org.freshet.engine.TorrentStatus;
import org.freshet.engine.TorrentStatus.State;
import org.freshet.metainfo.Metainfo;
import org.freshet.metainfo.TorrentCreator;
import org.freshet.ui.Quantities;
import org.freshet.ui.details.internal.Fakes;
import org.freshet.ui.details.internal.Messages;
import org.freshet.ui.details.internal.Texts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeneralTextsTest {
    private int loaded;

    private Torrent torrent(TorrentStatus status, Optional<Metainfo> metainfo) {
        Map<String, Function<Object[], Object>> answers = new HashMap<>();
        answers.put("status", arguments -> status);
        answers.put("metainfo", arguments -> {
            loaded++;
            return metainfo;
        });
        answers.put("limits", arguments -> new RateLimits(1 << 20, 0));
        return Fakes.torrent("t", answers);
    }

    private static Metainfo metainfo(Path folder) throws Exception {
        Files.write(folder.resolve("a"), new byte[40_000]);
        return new TorrentCreator(folder).pieceLength(16384).comment("a comment").createdBy("a program")
                .creationDate(Instant.EPOCH).privateTorrent(true).create();
    }

    @Test
    void theMetainfoIsLoadedOnceAndNotBeforeItIsKnown(@TempDir Path folder) throws Exception {
        GeneralTexts.read(List.of(torrent(Fakes.status(State.METADATA, 0, 0, 0, 0), Optional.empty())), null);
        assertEquals(0, loaded);
        Torrent known = torrent(Fakes.status(State.SEEDING, 40_000, 40_000, 0, 0), Optional.of(metainfo(folder)));
        GeneralTexts first = GeneralTexts.read(List.of(known), null);
        assertSame(first, GeneralTexts.read(List.of(known), first));
        assertEquals(1, loaded);
        assertEquals("a comment", first.values().get(GeneralField.COMMENT));
        assertEquals("a program", first.values().get(GeneralField.CREATOR));
        assertTrue(first.values().get(GeneralField.SIZE).contains("40"), first.values().get(GeneralField.SIZE));
        assertEquals(1, first.progress());
    }

    @Test
    void whatIsNotThereHasNoField() {
        GeneralTexts texts = GeneralTexts.read(List.of(torrent(Fakes.status(State.METADATA, 0, 0, 0, 0), Optional.empty())),
                null);
        assertFalse(texts.values().containsKey(GeneralField.COMMENT));
        assertFalse(texts.values().containsKey(GeneralField.HASH_V2));
        assertTrue(texts.values().containsKey(GeneralField.HASH_V1));
        assertEquals(Messages.general_unknown, texts.values().get(GeneralField.PROGRESS));
    }

    @Test
    void theReasonStandsBesideTheState() {
        TorrentStatus usual = Fakes.status(State.ERROR, 10, 1, 0, 0);
        TorrentStatus full = new TorrentStatus(State.ERROR, "the disk is full", 10, 10, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0,
                Optional.empty(),
                usual.added());
        String state = GeneralTexts.read(List.of(torrent(full, Optional.empty())), null).values().get(GeneralField.STATE);
        assertTrue(state.contains(Quantities.states(State.ERROR)) && state.contains("the disk is full"), state);
        String checking = GeneralTexts.read(List.of(torrent(Fakes.status(State.CHECKING, 10, 1, 0, 0), Optional.empty())),
                null).values()
                .get(GeneralField.STATE);
        assertTrue(checking.contains(Quantities.percent(0.5)), checking);
    }

    @Test
    void severalTorrentsAreSummed() {
        Torrent one = torrent(Fakes.status(State.SEEDING, 100, 100, 1, 2), Optional.empty());
        Torrent two = torrent(Fakes.status(State.DOWNLOADING, 300, 100, 10, 20), Optional.empty());
        Torrent three = torrent(Fakes.status(State.SEEDING, 0, 0, 100, 200), Optional.empty());
        GeneralTexts texts = GeneralTexts.read(List.of(one, two, three), null);
        assertEquals(Texts.of(Messages.general_several, 3), texts.values().get(GeneralField.NAME));
        assertEquals(0.5, texts.progress());
        assertTrue(texts.values().get(GeneralField.RATES).contains(Texts.rate(111)));
        assertTrue(texts.values().get(GeneralField.RATES).contains(Texts.rate(222)));
        assertTrue(texts.values().get(GeneralField.STATE).contains("2"));
        assertFalse(texts.values().containsKey(GeneralField.HASH_V1));
        assertEquals(0, loaded);
    }

    @Test
    void aFolderIsWrittenAsPeopleDo() {
        assertEquals(Path.of("/home/me").toString(), GeneralTexts.place(URI.create("file:///home/me")));
        assertEquals("mem:demo", GeneralTexts.place(URI.create("mem:demo")));
        assertEquals("file://host/x", GeneralTexts.place(URI.create("file://host/x")));
    }
}
