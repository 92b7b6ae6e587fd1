package org.freshet.app.cli;

import java.util.List;

import org.freshet.engine.TorrentStatus;

/** Says in one line how torrents do: all of them together, as if they were one. */
final class StatusLine {
    private static final int NAME_COLUMNS = 28;
    private static final int WIDEST_BAR = 30;
    private static final int NARROWEST_BAR = 8;

    private StatusLine() {
    }

    /** For plain output: no bar, any width. */
    static String plain(List<Watched> torrents) {
        return title(torrents, Integer.MAX_VALUE) + ": " + String.join(", ", parts(torrents));
    }

    /** With a bar, in not more than so many columns. */
    static String drawn(List<Watched> torrents, int columns) {
        String title = title(torrents, Math.min(NAME_COLUMNS, columns / 3));
        // The last column stays free: some terminals wrap a line that fills it.
        int room = columns - 1 - Text.columns(title);
        List<String> parts = parts(torrents);
        String tail = String.join("  ", parts);
        while (Text.columns(tail) + 2 > room && parts.size() > 1) {
            parts.removeLast();
            tail = String.join("  ", parts);
        }
        room -= Text.columns(tail) + 2;
        String bar = room >= NARROWEST_BAR + 4 ? "  " + bar(progress(torrents), Math.min(WIDEST_BAR, room - 4)) : "";
        return Text.cut(title + bar + "  " + tail, columns - 1);
    }

    /** {@code [===>   ]} */
    static String bar(double share, int width) {
        int full = (int) (Math.clamp(share, 0, 1) * width);
        StringBuilder bar = new StringBuilder(width + 2).append('[');
        for (int i = 0; i < width; i++) {
            bar.append(i < full ? '=' : i == full ? '>' : ' ');
        }
        return bar.append(']').toString();
    }

    private static String title(List<Watched> torrents, int columns) {
        return torrents.size() == 1 ? Text.cut(torrents.getFirst().name(), columns) : Text.count(torrents.size(), "torrent");
    }

    /** The most important first. */
    private static List<String> parts(List<Watched> torrents) {
        List<String> parts = new java.util.ArrayList<>();
        long down = 0;
        long up = 0;
        long done = 0;
        long wanted = 0;
        long left = -1;
        int peers = 0;
        for (Watched w : torrents) {
            TorrentStatus s = w.status();
            down += s.downRate();
            up += s.upRate();
            done += s.done();
            wanted += s.wanted();
            peers += s.peers();
            left = Math.max(left, s.timeLeft().isPresent() ? s.timeLeft().get().toSeconds() : -1);
        }
        state(torrents, parts);
        boolean seeding = torrents.stream().allMatch(w -> w.status().state() == TorrentStatus.State.SEEDING);
        if (!seeding) {
            parts.add(Text.percent(progress(torrents)));
            if (torrents.stream().anyMatch(w -> w.status().state() != TorrentStatus.State.CHECKING)) {
                parts.add(Text.rate(down));
            }
        }
        if (seeding || up > 0) {
            parts.add("up " + Text.rate(up));
        }
        parts.add(Text.count(peers, "peer"));
        if (left >= 0 && !seeding) {
            parts.add(Text.duration(left) + " left");
        }
        if (!seeding && wanted > 0) {
            parts.add(Text.bytes(done) + " of " + Text.bytes(wanted));
        }
        return parts;
    }

    /** What is not plain downloading is said, and why. */
    private static void state(List<Watched> torrents, List<String> parts) {
        for (Watched w : torrents) {
            TorrentStatus s = w.status();
            if (s.state() != TorrentStatus.State.DOWNLOADING || !s.reason().isEmpty()) {
                String state = name(s.state());
                String reason = s.reason().isEmpty() ? state : state + " (" + Text.oneLine(s.reason()) + ")";
                String said = torrents.size() == 1 ? reason : Text.cut(w.name(), NAME_COLUMNS) + " " + reason;
                // Of many torrents that all do the same the first speaks for the others.
                if (torrents.size() == 1 || parts.isEmpty()) {
                    parts.add(said);
                }
            }
        }
    }

    /** A state as people read it, also in JSON. */
    static String name(TorrentStatus.State state) {
        return switch (state) {
            case PAUSED -> "paused";
            case QUEUED -> "queued";
            case METADATA -> "metadata";
            case CHECKING -> "checking";
            case DOWNLOADING -> "downloading";
            case SEEDING -> "seeding";
            case PARKED -> "parked";
            case ERROR -> "error";
        };
    }

    private static double progress(List<Watched> torrents) {
        if (torrents.size() == 1) {
            return torrents.getFirst().progress();
        }
        double done = 0;
        long wanted = 0;
        for (Watched w : torrents) {
            done += w.progress() * w.status().wanted();
            wanted += w.status().wanted();
        }
        return wanted == 0 ? 0 : done / wanted;
    }
}
