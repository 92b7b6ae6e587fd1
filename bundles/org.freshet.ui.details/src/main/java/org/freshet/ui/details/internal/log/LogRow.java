package org.freshet.ui.details.internal.log;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.freshet.engine.LogEntry;
import org.freshet.engine.Torrent;
import org.freshet.ui.details.internal.Messages;
import org.freshet.ui.details.internal.Texts;

/**
 * An entry of the log as it is shown.
 *
 * @param entry what happened
 * @param torrent the name of the torrent; empty where only one is looked at
 * @param place distinguishes entries that say the same
 */
record LogRow(LogEntry entry, String torrent, int place) {
    /** Entries of several torrents that are shown at most; the oldest are left out. */
    static final int MOST = 1000;

    /** The entries of all torrents, oldest first. */
    static List<LogRow> of(List<Torrent> torrents) {
        List<LogRow> rows = new ArrayList<>();
        for (Torrent torrent : torrents) {
            String name = torrents.size() == 1 ? "" : torrent.name();
            List<LogEntry> log = torrent.log();
            for (int i = 0; i < log.size(); i++) {
                // Counted from the newest end the place would change with each new entry.
                rows.add(new LogRow(log.get(i), name, same(log, i)));
            }
        }
        rows.sort(Comparator.comparing(row -> row.entry().when()));
        return List.copyOf(rows.subList(Math.max(0, rows.size() - MOST), rows.size()));
    }

    /** How many of the entries directly before it are equal to it. */
    private static int same(List<LogEntry> log, int at) {
        int i = at;
        while (i > 0 && log.get(i - 1).equals(log.get(at))) {
            i--;
        }
        return at - i;
    }

    /** What happened, and to which torrent where that is not plain. */
    String text() {
        return torrent.isEmpty() ? entry.text() : Texts.of(Messages.log_of, torrent, entry.text());
    }

    /** Local date and time to the second. */
    String when() {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.SHORT,
                FormatStyle.MEDIUM).format(entry.when().atZone(ZoneId.systemDefault()));
    }
}
