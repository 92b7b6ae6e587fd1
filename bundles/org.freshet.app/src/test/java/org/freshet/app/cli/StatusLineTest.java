package org.freshet.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.List;

import org.freshet.engine.AddTorrent;
import org.freshet.engine.TorrentStatus.State;
import org.freshet.metainfo.Magnet;
import org.junit.jupiter.api.Test;

class StatusLineTest {

    private static Watched watched(String name, State state, String reason, long done) throws Exception {
        Magnet magnet = Magnet.parse("magnet:?xt=urn:btih:" + "0".repeat(40) + "&dn=" + name);
        FakeTorrent torrent = new FakeTorrent(AddTorrent.of(magnet, URI.create("mem:x")));
        torrent.is(state, reason, done);
        return new Watched(torrent.proxy(), 0);
    }

    @Test
    void aDownloadShowsProgressRatePeersAndTimeLeft() throws Exception {
        assertEquals("film: 45.0%, 100 B/s, up 10 B/s, 3 peers, 0:07 left, 450 B of 1000 B",
                StatusLine.plain(List.of(watched("film", State.DOWNLOADING, "", 450))));
    }

    @Test
    void theBarIsAsFullAsTheTorrentAndLeavesTheLastColumnFree() throws Exception {
        String line = StatusLine.drawn(List.of(watched("film", State.DOWNLOADING, "", 500)), 120);
        assertEquals("film  [===============>              ]  50.0%  100 B/s  up 10 B/s  3 peers  0:07 left  500 B of 1000 B",
                line);
        for (int columns = 20; columns < 200; columns++) {
            String drawn = StatusLine.drawn(List.of(watched("a%20rather%20long%20name%20of%20a%20film", State.DOWNLOADING, "",
                    500)), columns);
            assertTrue(Text.columns(drawn) < columns, columns + ": " + drawn);
        }
    }

    @Test
    void theReasonOfATorrentThatWaitsIsSaid() throws Exception {
        assertTrue(StatusLine.plain(List.of(watched("x", State.PARKED, "no storage for gdrive:", 0)))
                .startsWith("x: parked (no storage for gdrive:), 0.0%"));
        assertTrue(StatusLine.plain(List.of(watched("x", State.DOWNLOADING, "the tracker is down", 0)))
                .startsWith("x: downloading (the tracker is down)"));
    }

    @Test
    void aCheckShowsHowFarTheCheckIs() throws Exception {
        assertTrue(StatusLine.plain(List.of(watched("x", State.CHECKING, "", 0))).startsWith("x: checking, 50.0%, up 10 B/s"));
    }

    @Test
    void aSeedShowsWhatItGives() throws Exception {
        assertEquals("x: seeding, up 10 B/s, 3 peers", StatusLine.plain(List.of(watched("x", State.SEEDING, "", 1000))));
    }

    @Test
    void severalTorrentsAreAddedUp() throws Exception {
        assertEquals("2 torrents: 50.0%, 200 B/s, up 20 B/s, 6 peers, 0:07 left, 1000 B of 1.9 KiB",
                StatusLine.plain(List.of(watched("x", State.DOWNLOADING, "", 1000), watched("y", State.DOWNLOADING, "", 0))));
    }
}
