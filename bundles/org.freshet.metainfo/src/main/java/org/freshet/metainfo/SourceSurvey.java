package org.freshet.metainfo;

import java.util.List;

/**
 * What a new torrent will be made of.
 *
 * @param files in the order of the torrent
 */
public record SourceSurvey(List<File> files) {

    /**
     * One file.
     *
     * @param path   its components below the source; empty if it is the source itself
     * @param length in bytes
     */
    public record File(List<String> path, long length) {
        public File {
            path = List.copyOf(path);
        }
    }

    public SourceSurvey {
        files = List.copyOf(files);
    }

    /** The bytes of all files. */
    public long totalLength() {
        return files.stream().mapToLong(File::length).sum();
    }

    /** The piece length that is taken if none is asked for. */
    public int automaticPieceLength() {
        return TorrentCreator.automaticPieceLength(totalLength());
    }

    /** How many pieces the torrent would have; more than {@link Layout#MAX_PIECES} are refused when it is made. */
    public long pieces(Metainfo.Version version, int pieceLength) {
        return pieces(files.stream().map(File::length).toList(), version != Metainfo.Version.V1, pieceLength);
    }

    static long pieces(List<Long> lengths, boolean aligned, int pieceLength) {
        long pieces = 0;
        long total = 0;
        for (long length : lengths) {
            pieces += whole(length, pieceLength);
            total += length;
        }
        return aligned ? pieces : whole(total, pieceLength);
    }

    private static long whole(long bytes, int pieceLength) {
        return bytes / pieceLength + (bytes % pieceLength == 0 ? 0 : 1);
    }
}
