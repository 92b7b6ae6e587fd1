package org.freshet.metainfo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.freshet.metainfo.SourceFiles.SourceFile;
import org.freshet.metainfo.bencode.BencodeString;
import org.freshet.metainfo.bencode.BencodeWriter;

/** Puts the info dictionary and the piece layers of a new torrent together (BEP 3, 47, 52). */
final class InfoBuilder {
    private static final String PADDING_FOLDER = ".pad";

    private final String name;
    private final Metainfo.Version version;
    private final Layout layout;
    private final List<SourceFile> files;
    private final PieceDigests digests;
    /** By file; null for an empty one. */
    private final byte[][] roots;
    private final Map<BencodeString, byte[]> layers;

    /** @param layout of the files, in the same order */
    InfoBuilder(String name, Metainfo.Version version, Layout layout, List<SourceFile> files, PieceDigests digests) {
        this.name = name;
        this.version = version;
        this.layout = layout;
        this.files = files;
        this.digests = digests;
        this.roots = new byte[files.size()][];
        this.layers = digests.roots() == null ? null : new HashMap<>();
        if (layers != null) {
            hashTrees();
        }
    }

    private void hashTrees() {
        byte[] padding = MerkleTree.padding(Math.max(1, layout.pieceLength() / Layout.BLOCK));
        for (int i = 0; i < roots.length; i++) {
            int first = layout.firstPiece(i);
            int count = layout.lastPiece(i) - first + 1;
            if (count > 0) {
                byte[] layer = Arrays.copyOfRange(digests.roots(), first * MerkleTree.HASH, (first + count) * MerkleTree.HASH);
                roots[i] = count == 1 ? layer : MerkleTree.root(layer, MerkleTree.width(count), padding);
                if (count > 1) {
                    layers.put(BencodeString.of(roots[i]), layer);
                }
            }
        }
    }

    /** The piece layers by the roots that they hash to; null in version 1. */
    Map<BencodeString, byte[]> layers() {
        return layers;
    }

    byte[] build(boolean isPrivate) {
        Map<String, Object> info = new LinkedHashMap<>();
        info.put("name", name);
        info.put("piece length", layout.pieceLength());
        if (isPrivate) {
            info.put("private", 1);
        }
        if (version != Metainfo.Version.V2) {
            info.put("pieces", digests.sha1());
            if (layout.singleFile()) {
                info.put("length", files.getFirst().length());
            } else {
                info.put("files", fileList());
            }
        }
        if (version != Metainfo.Version.V1) {
            info.put("meta version", 2);
            info.put("file tree", fileTree());
        }
        return BencodeWriter.write(info);
    }

    private List<Map<String, Object>> fileList() {
        List<Map<String, Object>> list = new ArrayList<>(files.size());
        for (SourceFile file : files) {
            list.add(Map.of("length", file.length(), "path", file.components()));
            long over = file.length() % layout.pieceLength();
            if (version == Metainfo.Version.HYBRID && over > 0 && files.size() > 1) {
                long padding = layout.pieceLength() - over;
                list.add(Map.of("attr", "p", "length", padding, "path", List.of(PADDING_FOLDER, Long.toString(padding))));
            }
        }
        return list;
    }

    private Map<String, Object> fileTree() {
        Map<String, Object> tree = new TreeMap<>();
        for (int i = 0; i < roots.length; i++) {
            SourceFile file = files.get(i);
            List<String> path = file.components().isEmpty() ? List.of(name) : file.components();
            Map<String, Object> folder = tree;
            for (String component : path) {
                folder = folder(folder, component);
            }
            folder.put("", roots[i] == null ? Map.of("length", 0) : Map.of("length", file.length(), "pieces root", roots[i]));
        }
        return tree;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> folder(Map<String, Object> within, String name) {
        return (Map<String, Object>) within.computeIfAbsent(name, key -> new TreeMap<String, Object>());
    }
}
