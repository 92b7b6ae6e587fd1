package org.freshet.ui.torrents.internal.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.freshet.engine.Torrent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueueMoveTest {
    private final List<Torrent> torrents = Arrays.stream("a b c d e f".split(" ")).map(name -> new FakeTorrent(name).torrent).toList();

    /** The queue after the moves of the selected ones, done as the session does them. */
    private String after(QueueMove move, String selected) {
        List<Torrent> queue = new ArrayList<>(torrents);
        move.places(torrents, torrents.stream().filter(t -> selected.contains(t.name())).collect(Collectors.toSet()))
                .forEach((torrent, place) -> {
                    queue.remove(torrent);
                    queue.add(place, torrent);
                });
        return queue.stream().map(Torrent::name).collect(Collectors.joining());
    }

    @ParameterizedTest
    @CsvSource({"c, abdcef, acbdef, cabdef, abdefc", "ce, abdcfe, acbedf, ceabdf, abdfce", "cd, abecdf, acdbef, cdabef, abefcd",
            "ab, cabdef, abcdef, abcdef, cdefab", "ef, abcdef, abcefd, efabcd, abcdef", "abdf, cabedf, abdcfe, abdfce, ceabdf",
            "abcdef, abcdef, abcdef, abcdef, abcdef"})
    void selectedTorrentsMoveAndStayInOrder(String selected, String down, String up, String top, String bottom) {
        assertEquals(down, after(QueueMove.DOWN, selected));
        assertEquals(up, after(QueueMove.UP, selected));
        assertEquals(top, after(QueueMove.TOP, selected));
        assertEquals(bottom, after(QueueMove.BOTTOM, selected));
    }

    @Test
    void aBlockOfTorrentsIsMovedByTheOneThatPassesIt() {
        assertEquals(1, QueueMove.UP.places(torrents, Set.copyOf(torrents.subList(1, 5))).size());
    }
}
