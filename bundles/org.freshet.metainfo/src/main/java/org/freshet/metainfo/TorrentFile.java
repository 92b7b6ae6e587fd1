package org.freshet.metainfo;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * One file of a torrent.
 *
 * @param path          the components of its path, already made safe (see {@link SafeNames}), without the torrent's name as the
 *                      outer folder; the file of a single-file torrent has its name as the only component
 * @param length        in bytes
 * @param offset        where its first byte stands in the torrent's byte stream
 * @param attributes    BEP 47
 * @param symlinkTarget for a symlink, the components of its target's path from the torrent's root folder, made safe; else empty
 * @param piecesRoot    the root of its Merkle tree (BEP 52), 32 bytes that must not be changed; null in a version 1 torrent and
 *                      for an empty file
 */
public record TorrentFile(List<String> path, long length, long offset, Set<Attribute> attributes, List<String> symlinkTarget,
        byte[] piecesRoot) {

    /** What BEP 47 says of a file. */
    public enum Attribute {
        /** Only fills a piece so that the next file begins on a piece boundary; its bytes are zeros and are not stored. */
        PADDING,
        EXECUTABLE,
        HIDDEN,
        SYMLINK
    }

    public TorrentFile {
        path = List.copyOf(path);
        attributes = Set.copyOf(attributes);
        symlinkTarget = List.copyOf(symlinkTarget);
        if (path.isEmpty()) {
            throw new IllegalArgumentException("A file's path has at least one component");
        }
        if (length < 0 || offset < 0 || offset > Long.MAX_VALUE - length) {
            throw new IllegalArgumentException("A file cannot have offset " + offset + " and length " + length);
        }
    }

    /** An ordinary file. */
    public TorrentFile(List<String> path, long length, long offset) {
        this(path, length, offset, Set.of(), List.of(), null);
    }

    public boolean isPadding() {
        return attributes.contains(Attribute.PADDING);
    }

    public boolean isSymlink() {
        return attributes.contains(Attribute.SYMLINK);
    }

    /** The offset of the first byte after this file. */
    public long end() {
        return offset + length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TorrentFile that && length == that.length && offset == that.offset && path.equals(that.path)
                && attributes.equals(that.attributes) && symlinkTarget.equals(that.symlinkTarget)
                && Arrays.equals(piecesRoot, that.piecesRoot);
    }

    @Override
    public int hashCode() {
        return Objects.hash(path, length, offset);
    }

    @Override
    public String toString() {
        return String.join("/", path) + " (" + length + " bytes at " + offset + ")";
    }
}
