package org.freshet.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

import org.freshet.metainfo.Metainfo;
import org.freshet.metainfo.TorrentCreator;

/** Data and torrents to work on. */
final class Samples {
    private Samples() {
    }

    /** A folder {@code sample} with four files, one of them empty. */
    static Path folder(Path in) throws IOException {
        Path folder = Files.createDirectories(in.resolve("sample/inner/most")).getParent().getParent();
        Random random = new Random(7);
        write(folder.resolve("a.bin"), random, 100_003);
        write(folder.resolve("inner/b.bin"), random, 16_384);
        write(folder.resolve("inner/most/c.bin"), random, 1);
        write(folder.resolve("inner/empty"), random, 0);
        return folder;
    }

    private static void write(Path file, Random random, int length) throws IOException {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        Files.write(file, bytes);
    }

    /** The torrent of that folder, in a file beside it. */
    static Path torrent(Path in) throws IOException, InterruptedException {
        Metainfo torrent = new TorrentCreator(folder(in)).pieceLength(16384).create();
        return Files.write(in.resolve("sample.torrent"), torrent.toBencode());
    }
}
