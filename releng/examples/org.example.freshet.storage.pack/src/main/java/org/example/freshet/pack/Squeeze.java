package org.example.freshet.pack;

import java.util.Arrays;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** Deflate (RFC 1951) of whole pieces. */
final class Squeeze {

    private static final int SAMPLE = 16 * 1024;
    /** Less is not worth the work of taking it apart again. */
    private static final double WORTH_IT = 0.9;

    private Squeeze() {
    }

    /** {@code piece} deflated, if it becomes clearly smaller. Films and archives are found out by their first bytes. */
    static Optional<byte[]> deflate(byte[] piece) {
        return piece.length > 2 * SAMPLE && fitting(piece, SAMPLE).isEmpty() ? Optional.empty() : fitting(piece, piece.length);
    }

    private static Optional<byte[]> fitting(byte[] bytes, int length) {
        byte[] out = new byte[(int) (length * WORTH_IT)];
        Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
        try {
            deflater.setInput(bytes, 0, length);
            deflater.finish();
            int size = deflater.deflate(out);
            return deflater.finished() ? Optional.of(Arrays.copyOf(out, size)) : Optional.empty();
        } finally {
            deflater.end(); // its memory is not the collector's
        }
    }

    /** @throws DataFormatException if {@code deflated} does not make exactly {@code length} bytes */
    static byte[] inflate(byte[] deflated, int length) throws DataFormatException {
        byte[] out = new byte[length];
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(deflated);
            int size = inflater.inflate(out);
            if (size != length) {
                throw new DataFormatException(size + " bytes instead of " + length);
            }
            return out;
        } finally {
            inflater.end();
        }
    }
}
