package org.freshet.ui.add.internal.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.freshet.engine.AddTorrent;
import org.freshet.engine.AddTorrent.ExistingData;
import org.freshet.engine.AddTorrent.Source;
import org.freshet.metainfo.Magnet;
import org.freshet.metainfo.TorrentCreator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenOptionsTest {
    private static final URI ROOT = URI.create("file:///downloads/");

    @Test
    void whatWasAskedReachesTheEngine(@TempDir Path temp) throws Exception {
        Source source = new Source(Optional.of(new TorrentCreator(Files.write(temp.resolve("x"), new byte[5])).create()),
                Optional.empty());
        AddTorrent request = new OpenOptions(false, true, true, " films ").request(source, ROOT, List.of(2, 5));
        assertEquals(ROOT, request.root());
        assertTrue(request.paused());
        assertTrue(request.sequential());
        assertEquals(ExistingData.COMPLETE, request.data());
        assertEquals("films", request.label());
        assertEquals(List.of(2, 5), request.unwanted());
    }

    @Test
    void theDataOfAMagnetIsNeverBelieved() throws Exception {
        Magnet magnet = Magnet.parse("magnet:?xt=urn:btih:48a0d339c98f37ab5e8cc69248c571ece4918a4e");
        AddTorrent request = new OpenOptions(true, false, true, "").request(new Source(Optional.empty(), Optional.of(magnet)),
                ROOT, List.of());
        assertEquals(ExistingData.RESUME, request.data());
        assertFalse(request.paused());
        assertFalse(request.sequential());
    }
}
