package org.freshet.testkit.storage;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

import org.freshet.metainfo.Layout;
import org.freshet.metainfo.MetainfoException;
import org.freshet.metainfo.MetainfoReader;
import org.freshet.metainfo.TorrentFile;

/** Layouts of every shape that matters to a storage. */
final class Layouts {
    private static final int[] PIECE_LENGTHS = {16384, 32768, 65536, 20000, 49153, 1000};

    private Layouts() {
    }

    /** One file, no folder, a last piece that is short. */
    static Layout single() {
        return Layout.ofSingleFile("single.bin", 32768, 3 * 32768 + 777);
    }

    /** Lengths in order; a negative one is padding of that length. Every third file stands in a folder, every ninth in two. */
    static Layout of(String name, int pieceLength, long... lengths) {
        List<TorrentFile> files = new ArrayList<>();
        long at = 0;
        for (int i = 0; i < lengths.length; i++) {
            long length = Math.abs(lengths[i]);
            Set<TorrentFile.Attribute> attributes = lengths[i] < 0 ? Set.of(TorrentFile.Attribute.PADDING) : Set.of();
            List<String> path = lengths[i] < 0 ? List.of(".pad", i + "-" + length)
                    : i % 9 == 8 ? List.of("folder", "inner", "f" + i)
                    : i % 3 == 2 ? List.of("folder", "f" + i) : List.of("f" + i);
            files.add(new TorrentFile(path, length, at, attributes, List.of(), null));
            at += length;
        }
        return Layout.of(name, pieceLength, files);
    }

    /** Files of all sizes, some without a byte: at the start, in the middle, two in a row, at the end. */
    static Layout many() {
        return of("many", 32768, 0, 100_000, 1, 0, 0, 32768, 5, 70_000, 0, 3 * 32768, 16384, 0);
    }

    /** Files so small that a block holds many. */
    static Layout tiny() {
        long[] lengths = new long[120];
        for (int i = 0; i < lengths.length; i++) {
            lengths[i] = (i * 37L) % 900;
        }
        return of("tiny", 32768, lengths);
    }

    /** Padding (BEP 47) lets each file begin on a piece boundary. */
    static Layout padded() {
        return of("padded", 32768, 40_000, -(65_536 - 40_000), 10, -(32_768 - 10), 32_768, 5);
    }

    /** A piece length that is no multiple of the block length. */
    static Layout odd() {
        return of("odd", 49153, 49153, 100, 49000, 300_001);
    }

    /** A version 2 torrent (BEP 52): each file begins with a piece of its own and ends with a short one. */
    static Layout aligned() {
        String root = "r".repeat(32);
        String info = "d9:file treed" + entry("a", 40_000, root) + entry("b", 5, root) + entry("c", 70_000, root) + "e"
                + "12:meta versioni2e4:name7:aligned12:piece lengthi32768ee";
        try {
            return MetainfoReader.fromInfo(info.getBytes(StandardCharsets.ISO_8859_1), List.of(), List.of()).layout();
        } catch (MetainfoException e) {
            throw new AssertionError("the layout for the test cannot be made", e);
        }
    }

    private static String entry(String name, int length, String root) {
        return name.length() + ":" + name + "d0:d6:lengthi" + length + "e11:pieces root32:" + root + "ee";
    }

    /** Anything, the same for the same seed. */
    static Layout random(Random random) {
        int pieceLength = PIECE_LENGTHS[random.nextInt(PIECE_LENGTHS.length)];
        long[] lengths = new long[1 + random.nextInt(14)];
        for (int i = 0; i < lengths.length; i++) {
            lengths[i] = switch (random.nextInt(5)) {
                case 0 -> 0;
                case 1 -> random.nextInt(300);
                case 2 -> pieceLength;
                case 3 -> -1 - random.nextInt(pieceLength);
                default -> random.nextInt(3 * pieceLength);
            };
        }
        lengths[0] = 1 + random.nextInt(2 * pieceLength);
        return of("random", pieceLength, lengths);
    }
}
