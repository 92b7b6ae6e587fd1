package org.freshet.metainfo;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.freshet.metainfo.bencode.BencodeDictionary;
import org.freshet.metainfo.bencode.BencodeException;
import org.freshet.metainfo.bencode.BencodeList;
import org.freshet.metainfo.bencode.BencodeString;

/**
 * One file as a torrent states it, before it has its place among the others.
 *
 * @param path          components that are safe each on its own, not yet kept apart from other files' paths
 * @param length        in bytes, not negative
 * @param attributes    BEP 47
 * @param symlinkTarget safe components, empty for what is no symlink
 * @param piecesRoot    BEP 52, or null
 */
record FileEntry(List<String> path, long length, Set<TorrentFile.Attribute> attributes, List<String> symlinkTarget,
        byte[] piecesRoot) {
    /** Deeper than any file system lets one work with. */
    private static final int MOST_COMPONENTS = 128;

    /** Reads {@code length}, {@code attr} and {@code symlink path}, which every form of file has alike. */
    static FileEntry read(BencodeDictionary file, List<String> path, byte[] piecesRoot, SafeNames names) throws BencodeException {
        Set<TorrentFile.Attribute> attributes = attributes(file);
        boolean symlink = attributes.contains(TorrentFile.Attribute.SYMLINK);
        long length = symlink ? file.integer("length", 0) : file.integer("length");
        if (length < 0) {
            throw new BencodeException("length", "is negative (" + length + ")");
        }
        if (symlink && length > 0) {
            throw new BencodeException("length", "is " + length + ", but a symlink has no content");
        }
        return new FileEntry(path, length, attributes, symlink ? symlinkTarget(file, names) : List.of(), piecesRoot);
    }

    /** The same file, known by version 2's root as well. */
    FileEntry withRoot(byte[] root) {
        return new FileEntry(path, length, attributes, symlinkTarget, root);
    }

    /** The file in its place. */
    TorrentFile at(List<String> finalPath, long offset) {
        return new TorrentFile(finalPath, length, offset, attributes, symlinkTarget, piecesRoot);
    }

    boolean isPadding() {
        return attributes.contains(TorrentFile.Attribute.PADDING);
    }

    private static Set<TorrentFile.Attribute> attributes(BencodeDictionary file) throws BencodeException {
        Optional<BencodeString> attr = file.optionalString("attr");
        if (attr.isEmpty()) {
            return Set.of();
        }
        Set<TorrentFile.Attribute> attributes = EnumSet.noneOf(TorrentFile.Attribute.class);
        for (int i = 0; i < attr.get().length(); i++) {
            switch (attr.get().byteAt(i)) {
                case 'p' -> attributes.add(TorrentFile.Attribute.PADDING);
                case 'x' -> attributes.add(TorrentFile.Attribute.EXECUTABLE);
                case 'h' -> attributes.add(TorrentFile.Attribute.HIDDEN);
                case 'l' -> attributes.add(TorrentFile.Attribute.SYMLINK);
                default -> {
                    // BEP 47: what is not known is passed over.
                }
            }
        }
        return Set.copyOf(attributes);
    }

    private static List<String> symlinkTarget(BencodeDictionary file, SafeNames names) throws BencodeException {
        BencodeList target = file.list("symlink path");
        for (int i = 0; i < target.size(); i++) {
            String component;
            try {
                component = target.string(i).utf8();
            } catch (BencodeException e) {
                throw e.within("symlink path");
            }
            if (component.isEmpty() || component.equals(".") || component.equals("..") || component.indexOf('/') >= 0
                    || component.indexOf('\\') >= 0) {
                throw new BencodeException("symlink path", "leads out of the torrent (" + target.string(i) + ")");
            }
        }
        return path(target, "symlink path", names);
    }

    /** The components of a path, each made safe. */
    static List<String> path(BencodeList path, String key, SafeNames names) throws BencodeException {
        if (path.isEmpty()) {
            throw new BencodeException(key, "is empty");
        }
        if (path.size() > MOST_COMPONENTS) {
            throw new BencodeException(key, "has " + path.size() + " components, more than " + MOST_COMPONENTS);
        }
        List<String> components = new ArrayList<>(path.size());
        for (int i = 0; i < path.size(); i++) {
            try {
                components.add(names.component(path.string(i).utf8()));
            } catch (BencodeException e) {
                throw e.within(key);
            }
        }
        return List.copyOf(components);
    }
}
