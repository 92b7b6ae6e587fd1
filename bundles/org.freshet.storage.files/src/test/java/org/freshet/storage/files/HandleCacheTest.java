package org.freshet.storage.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HandleCacheTest {
    @TempDir
    Path folder;
    private int opened;
    private int limit = 3;

    private final HandleCache cache = new HandleCache(100, () -> limit, this::open);

    private FileHandle open(int file, boolean writable) throws IOException {
        opened++;
        FileChannel channel = FileChannel.open(folder.resolve("f" + file), StandardOpenOption.CREATE, StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        return new FileHandle(channel, writable, e -> Assertions.fail(e));
    }

    @Test
    void aFileIsOpenedOnceWhileItIsInUse() throws IOException {
        FileHandle first = cache.get(1, true);
        assertSame(first, cache.get(1, true));
        assertSame(first, cache.get(1, false));
        assertEquals(1, opened);
        cache.dropAll();
    }

    @Test
    void theFileThatWasIdleLongestGoesFirst() throws IOException {
        FileHandle one = cache.get(1, true);
        FileHandle two = cache.get(2, true);
        cache.get(3, true);
        cache.get(1, true);
        cache.get(4, true);
        assertTrue(one.isOpen());
        assertFalse(two.isOpen());
        assertEquals(3, cache.size());
        cache.dropAll();
        assertFalse(one.isOpen());
        assertEquals(0, cache.size());
    }

    @Test
    void aLeasedFileStaysOpenAfterItLeft() throws IOException {
        FileHandle one = cache.get(1, false);
        one.retain();
        for (int file = 2; file < 50; file++) {
            cache.get(file, false);
        }
        assertTrue(one.isOpen());
        assertNotSame(one, cache.get(1, false), "the cache has a handle of its own again");
        one.release();
        assertFalse(one.isOpen());
        cache.dropAll();
    }

    @Test
    void aFileOpenForReadingIsOpenedAnewForWriting() throws IOException {
        FileHandle reading = cache.get(1, false);
        FileHandle writing = cache.get(1, true);
        assertNotSame(reading, writing);
        assertFalse(reading.isOpen());
        assertSame(writing, cache.get(1, false));
        cache.dropAll();
    }

    @Test
    void aLowerLimitIsHeededWithTheNextFile() throws IOException {
        cache.get(1, true);
        cache.get(2, true);
        cache.get(3, true);
        limit = 1;
        cache.get(4, true);
        assertEquals(1, cache.size());
        cache.dropAll();
    }
}
