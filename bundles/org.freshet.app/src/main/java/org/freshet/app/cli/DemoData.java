package org.freshet.app.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** The files that the demo transfers: always the same, of odd sizes, some of them in folders. */
final class DemoData {
    private static final long SEED = 20131125;
    private static final int CHUNK = 64 << 10;
    private static final Map<String, Integer> SIZES = Map.of(
            "readme.txt", 1_311,
            "empty", 0,
            "one-byte", 1,
            "exactly-one-block.bin", 16_384,
            "film/part 1.bin", 12_345_677,
            "film/part 2.bin", 8_388_608,
            "film/subtitles/\u00e9t\u00e9.srt", 65_537,
            "deep/er/and/deeper/song.bin", 3_000_001);

    private DemoData() {
    }

    /** Writes all files below a folder, which is made. */
    static void write(Path folder) throws IOException {
        Random random = new Random(SEED);
        byte[] chunk = new byte[CHUNK];
        for (Map.Entry<String, Integer> file : new TreeMap<>(SIZES).entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            try (OutputStream out = Files.newOutputStream(path)) {
                for (int left = file.getValue(); left > 0; left -= Math.min(left, CHUNK)) {
                    random.nextBytes(chunk);
                    out.write(chunk, 0, Math.min(left, CHUNK));
                }
            }
        }
    }

    /** The SHA-256 of each file below a folder by its path there; empty if there is no such folder. */
    static Map<String, String> hashes(Path folder) throws IOException {
        Map<String, String> hashes = new TreeMap<>();
        if (Files.isDirectory(folder)) {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    hashes.put(folder.relativize(file).toString(), sha256(file));
                    return FileVisitResult.CONTINUE;
                }
            });
        }
        return hashes;
    }

    private static String sha256(Path file) throws IOException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform must offer SHA-256", e);
        }
        byte[] chunk = new byte[CHUNK];
        try (InputStream in = Files.newInputStream(file)) {
            for (int length = in.read(chunk); length > 0; length = in.read(chunk)) {
                digest.update(chunk, 0, length);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Deletes a folder with all that is in it. */
    static void delete(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
