package org.freshet.storage.nio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;

import org.freshet.transport.Fault;
import org.freshet.transport.Fault.FaultException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RootUriTest {
    @TempDir
    Path folder;

    private static Fault.Kind refusal(FileSystemSource source, String uri) {
        return assertThrows(FaultException.class, () -> source.lease().resolve(URI.create(uri)), uri).fault().kind();
    }

    @Test
    void aMemoryIsSharedByItsNameAndLivesAsLongAsTheProvider() throws IOException {
        MemoryFileSystems memory = new MemoryFileSystems();
        FileSystem first;
        try (FileSystemSource.Lease lease = memory.lease()) {
            first = lease.resolve(URI.create("mem:demo")).getFileSystem();
            Files.createFile(first.getPath("/kept"));
        }
        Path again = memory.lease().resolve(URI.create("mem:demo/folder"));
        assertSame(first, again.getFileSystem());
        assertEquals("/folder", again.toString());
        assertTrue(Files.exists(first.getPath("/kept")));
        assertNotSame(first, memory.lease().resolve(URI.create("mem:other")).getFileSystem());
        memory.close();
        assertFalse(first.isOpen());
        assertEquals(Fault.Kind.GONE, refusal(memory, "mem:demo"));
    }

    @Test
    void aUriThatNamesNoFileSystemIsRefusedInWords() throws IOException {
        try (MemoryFileSystems memory = new MemoryFileSystems(); InstalledFileSystems installed = new InstalledFileSystems()) {
            for (String uri : new String[] {"mem:/x", "file:///x", "mem:a%20b"}) {
                assertEquals(Fault.Kind.UNSUPPORTED, refusal(memory, uri), uri);
            }
            for (String uri : new String[] {"nio:nothing:x", "nio:relative", "file:///x", "nio:file:x"}) {
                assertEquals(Fault.Kind.UNSUPPORTED, refusal(installed, uri), uri);
            }
        }
    }

    @Test
    void anArchiveIsClosedWithTheLastStorageOnIt() throws IOException {
        URI root = URI.create("nio:jar:" + folder.resolve("a.zip").toUri() + "!/in");
        try (InstalledFileSystems installed = new InstalledFileSystems()) {
            FileSystemSource.Lease one = installed.lease();
            FileSystemSource.Lease two = installed.lease();
            FileSystem archive = one.resolve(root).getFileSystem();
            assertSame(archive, two.resolve(root).getFileSystem());
            one.close();
            assertTrue(archive.isOpen());
            two.close();
            assertFalse(archive.isOpen());
            FileSystemSource.Lease three = installed.lease();
            assertTrue(three.resolve(root).getFileSystem().isOpen());
        }
    }
}
