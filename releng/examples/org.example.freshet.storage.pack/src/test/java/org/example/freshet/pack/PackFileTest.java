package org.example.freshet.pack;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;

import org.freshet.metainfo.Layout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;

/** What is the pack's own: its format, compression, and what becomes of a pack that was harmed. */
class PackFileTest {
    private static final int PIECE = 65_536;
    private static final Layout LAYOUT = Layout.ofSingleFile("file", PIECE, 4L * PIECE - 100);

    @TempDir
    Path folder;

    private final byte[] noise = new byte[PIECE];
    private final byte[] text = "To be, or not to be. ".repeat(PIECE).substring(0, PIECE).getBytes();

    PackFileTest() {
        new Random(1).nextBytes(noise);
    }

    @Test
    void onlyWhatBecomesSmallerIsCompressed() throws IOException {
        PackFile pack = open();
        pack.append(0, noise, true);
        long before = Files.size(pack.path());
        assertTrue(before > PIECE, "noise is stored as it is");
        pack.append(1, text, true);
        assertTrue(Files.size(pack.path()) - before < PIECE / 10, "text is stored compressed");
        assertArrayEquals(noise, read(pack, 0));
        assertArrayEquals(text, read(pack, 1));
        long compressed = Files.size(pack.path());
        pack.append(2, text, false);
        assertTrue(Files.size(pack.path()) - compressed > PIECE, "compression can be turned off");
        pack.close();
    }

    @Test
    void theLaterRecordOfAPieceCounts() throws IOException {
        PackFile pack = open();
        pack.append(0, text, true);
        assertArrayEquals(text, read(pack, 0));
        pack.append(0, noise, true);
        assertArrayEquals(noise, read(pack, 0));
        pack.close();
        assertArrayEquals(noise, read(pack, 0), "opened again");
        pack.close();
    }

    @Test
    void aPackThatIsCutShortAnywhereKeepsThePiecesBeforeTheCut() throws IOException {
        PackFile pack = open();
        pack.append(2, noise, true);
        long one = Files.size(pack.path());
        pack.append(0, text, true);
        byte[] whole = Files.readAllBytes(pack.path());
        pack.close();
        for (int length : new int[] {whole.length - 1, (int) one + 16, (int) one + 1, (int) one, (int) one - 1, 30, 8, 3, 0}) {
            Files.write(pack.path(), Arrays.copyOf(whole, length));
            assertEquals(length >= one ? Set.of(2) : Set.of(), pack.pieces().keySet(), "cut to " + length);
            pack.append(1, text, true);
            pack.close();
            assertEquals(length >= one ? Set.of(1, 2) : Set.of(1), pack.pieces().keySet(), "goes on after a cut to " + length);
            assertArrayEquals(text, read(pack, 1));
            pack.close();
        }
    }

    @Test
    void aDamagedPieceIsToldAndNotHandedOut() throws IOException {
        PackFile pack = open();
        pack.append(0, text, true);
        byte[] bytes = Files.readAllBytes(pack.path());
        pack.close();
        bytes[bytes.length / 2] ^= 1;
        Files.write(pack.path(), bytes);
        IOException e = assertThrows(IOException.class, () -> read(pack, 0));
        assertTrue(e.getMessage().contains("damaged") && e.getMessage().contains(pack.path().toString()), e.getMessage());
        pack.close();
    }

    @Test
    void absurdLengthsInAPackAreNotBelieved() throws IOException {
        PackFile pack = open();
        pack.append(0, text, true);
        byte[] bytes = Files.readAllBytes(pack.path());
        pack.close();
        for (int at : new int[] {8, 12, 16}) { // the piece, its length, the length stored
            byte[] forged = bytes.clone();
            forged[at] = 0x7f;
            Files.write(pack.path(), forged);
            assertEquals(Set.of(), pack.pieces().keySet());
            pack.close();
        }
    }

    @Test
    void anotherFileOfThatNameIsNotTouched() throws IOException {
        PackFile pack = open();
        Files.writeString(pack.path(), "somebody else's notes");
        IOException e = assertThrows(IOException.class, () -> pack.append(0, text, true));
        assertTrue(e.getMessage().contains(pack.path().toString()), e.getMessage());
        assertEquals("somebody else's notes", Files.readString(pack.path()));
    }

    @Test
    void aPackThatWasDeletedIsMissedAndMadeAnew() throws IOException {
        PackFile pack = open();
        pack.append(0, text, true);
        Files.delete(pack.path());
        assertThrows(NoSuchFileException.class, pack::flush);
        assertThrows(NoSuchFileException.class, () -> read(pack, 0));
        pack.append(0, noise, true);
        assertArrayEquals(noise, read(pack, 0));
        pack.close();
    }

    private PackFile open() {
        return new PackFile(folder.resolve("torrent.pack"), LAYOUT);
    }

    private static byte[] read(PackFile pack, int piece) throws IOException {
        ByteBuf out = Unpooled.directBuffer(PIECE);
        try {
            pack.read(piece, 100, 200, out);
            pack.read(piece, 0, LAYOUT.pieceLength(piece), out.clear());
            return ByteBufUtil.getBytes(out);
        } finally {
            out.release();
        }
    }
}
