package org.freshet.metainfo;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.FileTime;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.freshet.metainfo.SourceFiles.SourceFile;

/**
 * What is hashed and how: all that decides what the hash of a piece is.
 *
 * @param source  where the files are
 * @param version which hashes there are
 * @param layout  pieces over the files, in their order
 */
record HashedFiles(String source, Metainfo.Version version, Layout layout, List<Entry> files) {

    /** One file with what tells that it is unchanged. */
    record Entry(String path, long size, Instant modified) {
    }

    static HashedFiles of(String source, Metainfo.Version version, Layout layout, List<SourceFile> files) {
        List<Entry> entries = new ArrayList<>(files.size());
        for (SourceFile file : files) {
            FileTime modified = file.seen().lastModifiedTime();
            entries.add(new Entry(String.join("\0", file.components()), file.length(), modified.toInstant()));
        }
        return new HashedFiles(source, version, layout, entries);
    }

    /** Whether pieces of both could be the same at all. */
    boolean sameKind(HashedFiles other) {
        return source.equals(other.source) && version == other.version && layout.pieceLength() == other.layout.pieceLength()
                && layout.singleFile() == other.layout.singleFile();
    }

    /** Pieces over files: as version 2 has them, each file beginning with a piece of its own, or without gaps. */
    static Layout layout(String name, int pieceLength, List<Long> lengths, boolean singleFile, boolean aligned) {
        List<TorrentFile> files = new ArrayList<>(lengths.size());
        long end = 0;
        for (long length : lengths) {
            long offset = aligned ? Layout.aligned(end, pieceLength) : end;
            TorrentFile file = new TorrentFile(List.of(name), length, offset);
            files.add(file);
            end = file.end();
        }
        if (singleFile) {
            return Layout.ofSingleFile(name, pieceLength, files.getFirst());
        }
        return aligned ? Layout.ofAligned(name, pieceLength, files, false) : Layout.of(name, pieceLength, files);
    }

    void write(DataOutputStream out) throws IOException {
        text(out, source);
        out.writeByte(version.ordinal());
        out.writeInt(layout.pieceLength());
        out.writeBoolean(layout.singleFile());
        out.writeInt(files.size());
        for (Entry file : files) {
            text(out, file.path);
            out.writeLong(file.size);
            out.writeLong(file.modified.getEpochSecond());
            out.writeInt(file.modified.getNano());
        }
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    /** Reads what {@link #write} has written; a damaged one is an exception of any kind. */
    static HashedFiles read(DataInputStream in, int longestText) throws IOException {
        String source = text(in, longestText);
        Metainfo.Version version = Metainfo.Version.values()[in.readUnsignedByte()];
        int pieceLength = in.readInt();
        boolean single = in.readBoolean();
        int count = in.readInt();
        if (count < 1 || count > InfoDictionary.MAX_FILES) {
            throw new IOException("it has " + count + " files");
        }
        List<Entry> files = new ArrayList<>();
        List<Long> lengths = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            try {
                files.add(new Entry(text(in, longestText), in.readLong(), Instant.ofEpochSecond(in.readLong(), in.readInt())));
            } catch (DateTimeException e) {
                throw new IOException("it has a time that is none", e);
            }
            lengths.add(files.getLast().size);
        }
        return new HashedFiles(source, version, layout("x", pieceLength, lengths, single, version != Metainfo.Version.V1), files);
    }

    private static String text(DataInputStream in, int longest) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > longest) {
            throw new IOException("it has a text of " + length + " bytes");
        }
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }
}
