package org.freshet.metainfo;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.freshet.metainfo.bencode.BencodeDictionary;
import org.freshet.metainfo.bencode.BencodeException;
import org.freshet.metainfo.bencode.BencodeString;

/**
 * Reads the {@code file tree} of a version 2 torrent (BEP 52) into a list. In the tree a folder is a dictionary of names, and a
 * file a dictionary whose only key is the empty name. How deep it goes is bounded by the bencode reader.
 */
final class FileTree {
    private final SafeNames names;
    private final int mostFiles;
    private final List<FileEntry> files = new ArrayList<>();
    private final List<String> path = new ArrayList<>();

    private FileTree(SafeNames names, int mostFiles) {
        this.names = names;
        this.mostFiles = mostFiles;
    }

    static List<FileEntry> read(BencodeDictionary tree, SafeNames names, int mostFiles) throws BencodeException {
        FileTree reader = new FileTree(names, mostFiles);
        reader.folder(tree);
        if (reader.files.isEmpty()) {
            throw new BencodeException("", "has no files");
        }
        return reader.files;
    }

    /** Whether a tree is nothing but one file with the torrent's own name, which then stands in no folder. */
    static boolean isSingleFile(BencodeDictionary tree, BencodeString name) {
        return tree.size() == 1 && tree.key(0).equals(name) && tree.value(0) instanceof BencodeDictionary only && only.has("");
    }

    private void folder(BencodeDictionary folder) throws BencodeException {
        for (int i = 0; i < folder.size(); i++) {
            String name = folder.key(i).utf8();
            if (name.isEmpty()) {
                throw new BencodeException("", "is a file and a folder at once");
            }
            String safe = names.component(name);
            path.addLast(safe);
            try {
                if (!(folder.value(i) instanceof BencodeDictionary child)) {
                    throw new BencodeException("", "is " + folder.value(i).typeName() + ", not a dictionary");
                }
                if (child.size() == 1 && child.has("")) {
                    file(child.dictionary(""));
                } else {
                    folder(child);
                }
            } catch (BencodeException e) {
                throw e.within(safe);
            }
            path.removeLast();
        }
    }

    private void file(BencodeDictionary file) throws BencodeException {
        if (files.size() == mostFiles) {
            throw new BencodeException("", "is one file more than " + mostFiles);
        }
        Optional<BencodeString> root = file.optionalString("pieces root");
        FileEntry entry = FileEntry.read(file, List.copyOf(path), root.map(BencodeString::bytes).orElse(null), names);
        if (entry.length() > 0 && root.isEmpty()) {
            throw new BencodeException("pieces root", "is missing");
        }
        if (entry.length() > 0 && root.get().length() != MerkleTree.HASH) {
            throw new BencodeException("pieces root", "has " + root.get().length() + " bytes, not " + MerkleTree.HASH);
        }
        if (entry.isPadding()) {
            throw new BencodeException("attr", "makes a padding file, which a file tree has none of");
        }
        files.add(entry.length() > 0 ? entry : entry.withRoot(null));
    }
}
