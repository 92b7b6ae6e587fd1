package org.freshet.ui.add.internal.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GivenReaderTest {
    private static final String HASH = "48a0d339c98f37ab5e8cc69248c571ece4918a4e";

    @TempDir
    Path temp;

    @Test
    void aMagnetLinkIsALink() {
        Given.Link link = assertInstanceOf(Given.Link.class, GivenReader.read("  MAGNET:?xt=urn:btih:" + HASH + "&dn=Film "));
        assertEquals(HASH, link.magnet().infoHashes().primary().hex());
        assertEquals("Film", link.magnet().displayName());
    }

    @ParameterizedTest
    @ValueSource(strings = {HASH, "48A0D339C98F37AB5E8CC69248C571ECE4918A4E", "JCQNGOOJR432WXUMY2JERRLR5TSJDCSO",
        "9a1fd9d91b3d6ce5761ab05067af5f45bfa2b9fab95436568d8e1a7c2a69b6b4"})
    void anInfoHashAloneIsALink(String hash) {
        Given.Link link = assertInstanceOf(Given.Link.class, GivenReader.read(hash));
        assertTrue(link.magnet().trackers().isEmpty());
        assertTrue(GivenReader.looksLikeSource(hash));
    }

    @Test
    void aWebAddressIsAUrl() {
        Given.TorrentUrl url = assertInstanceOf(Given.TorrentUrl.class, GivenReader.read("https://example.org/a.torrent?key=1"));
        assertEquals("example.org", url.url().getHost());
    }

    @Test
    void aTorrentFileIsToldFromOtherFilesAndFolders() throws IOException {
        Path torrent = Files.write(temp.resolve("A b.TORRENT"), new byte[1]);
        Path film = Files.write(temp.resolve("film.mkv"), new byte[1]);
        Path folder = Files.createDirectories(temp.resolve("folder.torrent"));
        assertEquals(torrent, assertInstanceOf(Given.TorrentFile.class, GivenReader.read(torrent.toString())).file());
        assertEquals(torrent, assertInstanceOf(Given.TorrentFile.class, GivenReader.read(torrent.toUri().toString())).file());
        assertEquals(film, assertInstanceOf(Given.Content.class, GivenReader.read(film.toString())).path());
        assertEquals(folder, assertInstanceOf(Given.Content.class, GivenReader.read(folder + "/")).path());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "magnet:?dn=x", "http://", "https://a b/", "relative/path.torrent", "hello", "file:%zz",
            "file:nowhere",
        "/nowhere/at/all.torrent", "ftp://example.org/a.torrent", "\0"})
    void whatCannotBeUsedSaysWhy(String text) {
        Given.Wrong wrong = assertInstanceOf(Given.Wrong.class, GivenReader.read(text));
        assertEquals(text.strip(), wrong.text().strip());
        assertFalse(wrong.reason().isBlank());
    }

    @Test
    void linesAreTakenOnceAndWithoutComments() {
        assertEquals(List.of("a", "b c"), GivenReader.lines("# uri list\r\na\r\n\n  b c \na\n"));
    }

    @Test
    void pathsAndProseDoNotLookLikeSources() {
        assertFalse(GivenReader.looksLikeSource("/home/me/a.torrent"));
        assertFalse(GivenReader.looksLikeSource("see http://example.org"));
        assertTrue(GivenReader.looksLikeSource(" magnet:?xt=urn:btih:" + HASH));
        assertTrue(GivenReader.looksLikeSource("http://example.org/a"));
    }

    @Test
    void anEndlessTextIsRefusedUnread() {
        assertInstanceOf(Given.Wrong.class, GivenReader.read("magnet:?xt=urn:btih:" + HASH + "&dn=" + "x".repeat(1 << 17)));
    }
}
