package org.freshet.ui.details.internal.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.freshet.engine.LogEntry;
import org.freshet.engine.Torrent;
import org.freshet.ui.details.internal.Fakes;
import org.junit.jupiter.api.Test;

class LogRowTest {

    private static Torrent torrent(String name, LogEntry... entries) {
        return Fakes.torrent(name, Map.of("log", arguments -> List.of(entries)));
    }

    private static LogEntry entry(int second, String text) {
        return new LogEntry(Instant.ofEpochSecond(second), text);
    }

    @Test
    void theLogsOfSeveralTorrentsAreOneInTheOrderOfTheirTimes() {
        List<LogRow> rows = LogRow.of(List.of(torrent("a", entry(1, "x"), entry(5, "z")), torrent("b", entry(3, "y"))));
        assertEquals(List.of("a: x", "b: y", "a: z"), rows.stream().map(LogRow::text).toList());
    }

    @Test
    void ofOneTorrentTheNameIsLeftOut() {
        assertEquals("x", LogRow.of(List.of(torrent("a", entry(1, "x")))).getFirst().text());
    }

    @Test
    void entriesThatSayTheSameAreDifferentRows() {
        List<LogRow> rows = LogRow.of(List.of(torrent("a", entry(1, "x"), entry(1, "x"))));
        assertNotEquals(rows.get(0), rows.get(1));
    }

    @Test
    void theOldestAreLeftOutWhereThereAreTooMany() {
        List<LogEntry> many = new ArrayList<>();
        for (int i = 0; i < LogRow.MOST + 5; i++) {
            many.add(entry(i, "entry " + i));
        }
        List<LogRow> rows = LogRow.of(List.of(torrent("a", many.toArray(LogEntry[]::new))));
        assertEquals(LogRow.MOST, rows.size());
        assertEquals("entry 5", rows.getFirst().text());
    }
}
