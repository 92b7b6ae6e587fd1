package org.freshet.engine.core;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.freshet.metainfo.Layout;
import org.freshet.metainfo.Metainfo;
import org.freshet.metainfo.TorrentCreator;

/** A torrent and its content, in memory and in a folder that a seed can serve it from. */
final class Sample {
    static final int PIECE = 32768;

    private final Metainfo metainfo;
    private final Map<Integer, byte[]> files = new LinkedHashMap<>();

    private Sample(Metainfo metainfo, Path folder) throws IOException {
        this.metainfo = metainfo;
        for (int i = 0; i < metainfo.layout().files().size(); i++) {
            files.put(i, Files.readAllBytes(path(folder, i)));
        }
    }

    /** One file of {@code pieces} pieces and a little more, in {@code folder}. */
    static Sample single(Path folder, int pieces) throws Exception {
        Files.createDirectories(folder);
        return of(folder, folder.resolve("single.bin"), false, Map.of("", pieces * PIECE + 777));
    }

    /** Three files, none of which ends where a piece does: {@code a} and {@code sub/b} of some pieces, {@code c} of a few bytes. */
    static Sample several(Path folder) throws Exception {
        Map<String, Integer> lengths = new LinkedHashMap<>();
        lengths.put("a", 5 * PIECE + 1000);
        lengths.put("c", 11);
        lengths.put("sub/b", 6 * PIECE + 99);
        return of(folder, folder.resolve("several"), false, lengths);
    }

    /** The same as {@link #several}, private (BEP 27). */
    static Sample privateOne(Path folder) throws Exception {
        return of(folder, folder.resolve("private"), true, Map.of("a", 3 * PIECE));
    }

    private static Sample of(Path folder, Path at, boolean isPrivate, Map<String, Integer> lengths) throws Exception {
        Random random = new Random(lengths.hashCode());
        for (Map.Entry<String, Integer> e : lengths.entrySet()) {
            Path file = e.getKey().isEmpty() ? at : at.resolve(e.getKey());
            Files.createDirectories(file.getParent());
            byte[] bytes = new byte[e.getValue()];
            random.nextBytes(bytes);
            Files.write(file, bytes);
        }
        return new Sample(new TorrentCreator(at).pieceLength(PIECE).privateTorrent(isPrivate).threads(1).create(), folder);
    }

    Metainfo metainfo() {
        return metainfo;
    }

    Layout layout() {
        return metainfo.layout();
    }

    int pieces() {
        return layout().pieceCount();
    }

    /** Where a file stands below a root. */
    Path path(Path root, int file) {
        Path at = root;
        for (String part : layout().relativePath(file)) {
            at = at.resolve(part);
        }
        return at;
    }

    /** A file's content. */
    byte[] file(int file) {
        return files.get(file);
    }

    /** Bytes of a piece; single-file torrents only. */
    byte[] block(int piece, int offset, int length) {
        int from = piece * PIECE + offset;
        return Arrays.copyOfRange(files.get(0), from, from + length);
    }

    /** Which files below {@code root} are not there or hold other bytes. */
    List<Integer> differing(Path root) throws IOException {
        List<Integer> differing = new ArrayList<>();
        for (Map.Entry<Integer, byte[]> e : files.entrySet()) {
            Path at = path(root, e.getKey());
            if (!Files.exists(at) || !Arrays.equals(Files.readAllBytes(at), e.getValue())) {
                differing.add(e.getKey());
            }
        }
        return differing;
    }

    /** The pieces of a single-file torrent that stand in {@code file}, by their hashes. */
    BitSet piecesIn(Path file) throws Exception {
        byte[] bytes = Files.readAllBytes(file);
        BitSet there = new BitSet();
        for (int p = 0; p < pieces(); p++) {
            int from = p * PIECE;
            int to = from + layout().pieceLength(p);
            if (to <= bytes.length) {
                byte[] hash = MessageDigest.getInstance("SHA-1").digest(Arrays.copyOfRange(bytes, from, to));
                there.set(p, metainfo.pieceMatches(p, hash));
            }
        }
        return there;
    }

    /** All pieces. */
    BitSet all() {
        BitSet all = new BitSet();
        all.set(0, pieces());
        return all;
    }
}
