package org.freshet.metainfo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.freshet.metainfo.bencode.BencodeWriter;

/** Torrents as plain maps, which a test may then spoil. */
final class TestTorrents {
    static final int PIECE_LENGTH = 16384;

    private TestTorrents() {
    }

    /** The info dictionary of a torrent of one file. */
    static Map<String, Object> single(long length) {
        Map<String, Object> info = new TreeMap<>();
        info.put("name", "file.bin");
        info.put("piece length", PIECE_LENGTH);
        info.put("length", length);
        info.put("pieces", pieces(length));
        return info;
    }

    /** The info dictionary of a torrent of several files. */
    static Map<String, Object> multi(List<Map<String, Object>> files) {
        Map<String, Object> info = new TreeMap<>();
        info.put("name", "folder");
        info.put("piece length", PIECE_LENGTH);
        info.put("files", new ArrayList<Object>(files));
        info.put("pieces", pieces(files.stream().mapToLong(file -> ((Number) file.get("length")).longValue()).sum()));
        return info;
    }

    static Map<String, Object> file(long length, Object... path) {
        Map<String, Object> file = new LinkedHashMap<>();
        file.put("length", length);
        file.put("path", List.of(path));
        return file;
    }

    /** Hashes that differ from piece to piece. */
    static byte[] pieces(long length) {
        byte[] pieces = new byte[(int) ((length + PIECE_LENGTH - 1) / PIECE_LENGTH) * 20];
        for (int i = 0; i < pieces.length; i++) {
            pieces[i] = (byte) (i / 20 + i);
        }
        return pieces;
    }

    static byte[] encodedInfo(Map<String, Object> info) {
        return BencodeWriter.write(info);
    }

    static byte[] torrent(Map<String, Object> info) {
        return BencodeWriter.write(Map.of("info", info, "announce", "http://tracker.example/announce"));
    }

    static Metainfo read(Map<String, Object> info) throws MetainfoException {
        return MetainfoReader.read(torrent(info));
    }
}
