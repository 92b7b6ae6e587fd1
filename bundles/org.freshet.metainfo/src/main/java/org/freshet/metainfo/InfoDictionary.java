package org.freshet.metainfo;

import java.util.ArrayList;
import java.util.List;
import org.freshet.metainfo.bencode.BencodeDictionary;
import org.freshet.metainfo.bencode.BencodeException;
import org.freshet.metainfo.bencode.BencodeList;
import org.freshet.metainfo.bencode.BencodeString;

/** Reads an info dictionary (BEP 3, 47, 52). Every exception's path begins below {@code info}. */
final class InfoDictionary {
    /** The most files of a torrent; each costs memory in many places. */
    static final int MAX_FILES = 1_000_000;

    private static final int V2 = 2;

    private final BencodeDictionary info;
    private final SafeNames names;
    private final String name;
    private final int pieceLength;

    private InfoDictionary(BencodeDictionary info, SafeNames names) throws BencodeException {
        this.info = info;
        this.names = names;
        this.name = names.component(preferUtf8("name", info.string("name")).utf8());
        long length = info.integer("piece length");
        if (length < 1 || length > Layout.MAX_PIECE_LENGTH) {
            throw new BencodeException("piece length", "is " + length + ", not 1 to " + Layout.MAX_PIECE_LENGTH);
        }
        this.pieceLength = (int) length;
    }

    /**
     * What an info dictionary says.
     *
     * @param hashes    of the pieces, without version 2 layers, which stand elsewhere
     * @param isPrivate BEP 27
     */
    record Content(InfoHashes infoHashes, Layout layout, PieceHashes hashes, boolean isPrivate) {
        Content withLayers(byte[][] layers) {
            return new Content(infoHashes, layout, hashes.withLayers(layers), isPrivate);
        }

        Metainfo toMetainfo(byte[] infoBytes, TorrentEnvelope envelope) {
            return new Metainfo(infoHashes, layout, infoBytes, isPrivate, hashes, envelope);
        }
    }

    /**
     * Reads and checks it.
     *
     * @param infoBytes its raw bytes, which are kept
     * @param start     the index of its first byte in the array it was read from
     */
    static Content read(BencodeDictionary info, byte[] infoBytes, int start, SafeNames names) throws BencodeException {
        boolean v1 = info.has("pieces");
        boolean v2 = info.integer("meta version", 1) == V2;
        if (!v1 && !v2) {
            throw new BencodeException("pieces", info.has("meta version")
                    ? "is missing, and meta version " + info.integer("meta version") + " is not supported" : "is missing");
        }
        InfoDictionary reader = new InfoDictionary(info, names);
        Layout layout;
        if (!v2) {
            layout = reader.layoutV1(reader.filesV1());
        } else {
            reader.checkPieceLengthV2();
            layout = v1 ? reader.layoutHybrid() : reader.layoutV2();
        }
        PieceHashes hashes = PieceHashes.v2(layout);
        if (v1) {
            BencodeString pieces = info.string("pieces");
            long needed = (long) InfoHash.V1_LENGTH * layout.pieceCount();
            if (pieces.length() != needed) {
                throw new BencodeException("pieces", "has " + pieces.length() + " bytes, but the hashes of " + layout.pieceCount()
                        + " pieces have " + needed);
            }
            hashes = PieceHashes.v1(layout, infoBytes, pieces.offset() - start);
        }
        InfoHashes infoHashes = new InfoHashes(v1 ? InfoHash.v1Of(infoBytes) : null, v2 ? InfoHash.v2Of(infoBytes) : null);
        return new Content(infoHashes, layout, hashes, info.integer("private", 0) == 1);
    }

    private boolean isSingleFileV1() {
        return !info.has("files");
    }

    /** The value under {@code key.utf-8}, which old programs wrote beside a value in another encoding, or else the given one. */
    private BencodeString preferUtf8(String key, BencodeString otherwise) throws BencodeException {
        return info.optionalString(key + ".utf-8").orElse(otherwise);
    }

    private List<FileEntry> filesV1() throws BencodeException {
        if (isSingleFileV1()) {
            if (!info.has("length")) {
                throw new BencodeException("length", "is missing, and so is files");
            }
            return List.of(FileEntry.read(info, List.of(name), null, names));
        }
        if (info.has("length")) {
            throw new BencodeException("length", "stands beside files, of which a torrent has only one");
        }
        BencodeList list = info.list("files");
        if (list.isEmpty()) {
            throw new BencodeException("files", "is empty");
        }
        if (list.size() > MAX_FILES) {
            throw new BencodeException("files", "has " + list.size() + " files, more than " + MAX_FILES);
        }
        List<FileEntry> files = new ArrayList<>(list.size());
        for (int i = 0; i < list.size(); i++) {
            try {
                files.add(fileV1(list.dictionary(i), i));
            } catch (BencodeException e) {
                throw e.within("files");
            }
        }
        return files;
    }

    private FileEntry fileV1(BencodeDictionary file, int index) throws BencodeException {
        try {
            String key = file.has("path.utf-8") ? "path.utf-8" : "path";
            return FileEntry.read(file, FileEntry.path(file.list(key), key, names), null, names);
        } catch (BencodeException e) {
            throw e.within("[" + index + "]");
        }
    }

    private void checkPieceLengthV2() throws BencodeException {
        if (pieceLength < Layout.BLOCK || Integer.bitCount(pieceLength) != 1) {
            throw new BencodeException("piece length", "is " + pieceLength + ", but in version 2 it is a power of two from "
                    + Layout.BLOCK + " on");
        }
    }

    private List<FileEntry> filesV2() throws BencodeException {
        BencodeDictionary tree = info.dictionary("file tree");
        try {
            return FileTree.read(tree, names, MAX_FILES);
        } catch (BencodeException e) {
            throw e.within("file tree");
        }
    }

    private Layout layoutV1(List<FileEntry> entries) throws BencodeException {
        boolean single = isSingleFileV1();
        List<TorrentFile> files = placed(entries, single ? "length" : "files", false);
        return single ? Layout.ofSingleFile(name, pieceLength, files.getFirst()) : Layout.of(name, pieceLength, files);
    }

    private Layout layoutV2() throws BencodeException {
        List<FileEntry> entries = filesV2();
        boolean single = FileTree.isSingleFile(info.dictionary("file tree"), info.string("name"));
        return Layout.ofAligned(name, pieceLength, placed(entries, "file tree", true), single);
    }

    /** Version 1's layout with version 2's roots, once it is sure that both mean the same bytes. */
    private Layout layoutHybrid() throws BencodeException {
        List<FileEntry> v1 = filesV1();
        List<FileEntry> v2 = filesV2();
        List<FileEntry> merged = new ArrayList<>(v1.size());
        int next = 0;
        for (FileEntry entry : v1) {
            if (entry.isPadding()) {
                merged.add(entry);
                continue;
            }
            FileEntry other = next < v2.size() ? v2.get(next++) : null;
            if (other == null || other.length() != entry.length() || !other.path().equals(entry.path())) {
                throw new BencodeException("file tree", "does not hold the same files as files: "
                        + String.join("/", entry.path()));
            }
            merged.add(entry.withRoot(other.piecesRoot()));
        }
        if (next < v2.size()) {
            throw new BencodeException("file tree", "holds a file that files does not: " + String.join("/", v2.get(next).path()));
        }
        Layout layout = layoutV1(merged);
        for (TorrentFile file : layout.files()) {
            if (!file.isPadding() && file.length() > 0 && file.offset() % pieceLength != 0) {
                throw new BencodeException("files", "is not aligned to pieces, as a hybrid torrent must be: "
                        + String.join("/", file.path()));
            }
        }
        return layout;
    }

    /** Gives every file its offset and a path that no other file has. */
    private List<TorrentFile> placed(List<FileEntry> entries, String key, boolean aligned) throws BencodeException {
        PathTree tree = new PathTree(names);
        List<TorrentFile> files = new ArrayList<>(entries.size());
        long end = 0;
        for (FileEntry entry : entries) {
            List<String> path = entry.isPadding() ? entry.path() : tree.place(entry.path());
            try {
                long offset = aligned ? Layout.aligned(end, pieceLength) : end;
                end = Math.addExact(offset, entry.length());
                files.add(entry.at(path, offset));
            } catch (ArithmeticException e) {
                throw new BencodeException(key, "has lengths whose sum does not fit in 63 bits");
            }
        }
        if (end == 0) {
            throw new BencodeException(key, "has nothing but empty files, so there is nothing to transfer");
        }
        if ((end - 1) / pieceLength >= Layout.MAX_PIECES) {
            throw new BencodeException("piece length", "is " + pieceLength + ", which makes more than " + Layout.MAX_PIECES
                    + " pieces of " + end + " bytes");
        }
        return files;
    }
}
