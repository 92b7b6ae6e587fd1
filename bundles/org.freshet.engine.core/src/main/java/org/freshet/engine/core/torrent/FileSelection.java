package org.freshet.engine.core.torrent;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.freshet.engine.FilePriority;
import org.freshet.engine.FileStatus;
import org.freshet.engine.core.picker.PieceBits;
import org.freshet.metainfo.Layout;
import org.freshet.metainfo.TorrentFile;
import org.freshet.storage.StorageRequest.FilePlan;
import org.freshet.transport.Fault;

/** Which files are wanted, how much, and where they go: from the user's wishes to piece priorities and back to figures. Immutable. */
final class FileSelection {
    private final Layout layout;
    private final Map<Integer, FilePriority> priorities;
    private final Map<Integer, List<String>> renamed;

    FileSelection(Layout layout, Map<Integer, FilePriority> priorities, Map<Integer, List<String>> renamed) {
        this.layout = layout;
        this.priorities = Map.copyOf(priorities);
        this.renamed = Map.copyOf(renamed);
    }

    /**
     * The priorities that skip all files but those whose relative path matches a glob.
     *
     * @throws Fault.FaultException where the glob is none, or matches nothing
     */
    static Map<Integer, FilePriority> byGlob(Layout layout, String glob) throws Fault.FaultException {
        PathMatcher matcher;
        try {
            matcher = FileSystems.getDefault().getPathMatcher("glob:" + glob);
        } catch (IllegalArgumentException e) {
            throw new Fault(Fault.Kind.UNSUPPORTED, "\"" + glob + "\" is no pattern for files: " + e.getMessage()).asException();
        }
        Map<Integer, FilePriority> skipped = new HashMap<>();
        for (int i = 0; i < layout.files().size(); i++) {
            List<String> path = layout.files().get(i).path();
            boolean matches = matcher.matches(Path.of("", path.toArray(String[]::new)))
                    || matcher.matches(Path.of(path.get(path.size() - 1)))
                    || matcher.matches(Path.of("", layout.relativePath(i).toArray(String[]::new)));
            if (!matches) {
                skipped.put(i, FilePriority.SKIP);
            }
        }
        if (skipped.size() == layout.files().size()) {
            throw new Fault(Fault.Kind.MISSING, "no file of \"" + layout.name() + "\" matches \"" + glob + "\"").asException();
        }
        return skipped;
    }

    FilePriority priority(int file) {
        return priorities.getOrDefault(file, FilePriority.NORMAL);
    }

    List<String> path(int file) {
        List<String> other = renamed.get(file);
        return other != null ? other : layout.relativePath(file);
    }

    List<FilePlan> plans() {
        List<FilePlan> plans = new ArrayList<>(layout.files().size());
        for (int i = 0; i < layout.files().size(); i++) {
            plans.add(new FilePlan(path(i), priority(i) != FilePriority.SKIP));
        }
        return plans;
    }

    BitSet wantedFiles() {
        BitSet wanted = new BitSet();
        for (int i = 0; i < layout.files().size(); i++) {
            wanted.set(i, priority(i) != FilePriority.SKIP);
        }
        return wanted;
    }

    /** The picker's priority of each piece: that of the most wanted file it touches. */
    byte[] piecePriorities() {
        byte[] pieces = new byte[layout.pieceCount()];
        for (int i = 0; i < layout.files().size(); i++) {
            TorrentFile f = layout.files().get(i);
            byte p = switch (priority(i)) {
                case SKIP -> 0;
                case LOW -> 1;
                case NORMAL -> 4;
                case HIGH -> 7;
            };
            if (f.length() == 0 || p == 0 || f.attributes().contains(TorrentFile.Attribute.PADDING)) {
                continue;
            }
            for (int piece = layout.firstPiece(i); piece <= layout.lastPiece(i); piece++) {
                pieces[piece] = (byte) Math.max(pieces[piece], p);
            }
        }
        return pieces;
    }

    /** Bytes of wanted pieces. */
    long wantedBytes() {
        if (priorities.isEmpty()) {
            return layout.totalLength();
        }
        long sum = 0;
        byte[] p = piecePriorities();
        for (int piece = 0; piece < p.length; piece++) {
            sum += p[piece] > 0 ? layout.pieceLength(piece) : 0;
        }
        return sum;
    }

    /** Bytes of wanted pieces that are had. */
    long doneBytes(PieceBits have) {
        byte[] p = priorities.isEmpty() ? null : piecePriorities();
        long sum = 0;
        for (int piece = have.nextSet(0); piece >= 0; piece = have.nextSet(piece + 1)) {
            sum += p == null || p[piece] > 0 ? layout.pieceLength(piece) : 0;
        }
        return sum;
    }

    List<FileStatus> statuses(PieceBits have) {
        List<FileStatus> all = new ArrayList<>(layout.files().size());
        for (int i = 0; i < layout.files().size(); i++) {
            all.add(new FileStatus(path(i), layout.files().get(i).length(), doneOf(i, have), priority(i)));
        }
        return all;
    }

    private long doneOf(int file, PieceBits have) {
        TorrentFile f = layout.files().get(file);
        if (f.length() == 0) {
            return 0;
        }
        long end = f.offset() + f.length();
        long done = 0;
        for (int piece = have.nextSet(layout.firstPiece(file)); piece >= 0 && piece <= layout.lastPiece(file);
                piece = have.nextSet(piece + 1)) {
            long start = layout.startOf(piece);
            done += Math.min(end, start + layout.pieceLength(piece)) - Math.max(f.offset(), start);
        }
        return done;
    }
}
