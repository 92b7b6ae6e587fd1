package org.freshet.ui.add.internal.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;

import org.eclipse.osgi.util.NLS;
import org.freshet.engine.AddTorrent;
import org.freshet.engine.AddTorrent.ExistingData;
import org.freshet.metainfo.Metainfo;
import org.freshet.metainfo.TorrentCreator;
import org.freshet.ui.add.internal.Messages;

/** Makes a torrent and writes its file. Reads all data, so not for the UI thread; interrupting the thread ends it. */
public final class Creation {
    private final NewTorrent wanted;

    public Creation(NewTorrent wanted) {
        this.wanted = wanted;
    }

    /**
     * Hashes and writes the torrent file; either the whole file is there or none.
     *
     * @param journal the folder that keeps what is hashed, or null
     */
    public Metainfo run(Path journal, TorrentCreator.Progress progress) throws IOException, InterruptedException {
        SourceBase base = SourceBase.of(wanted.sources()).orElseThrow(() -> new IOException(Messages.create_noCommonFolder));
        Metainfo torrent = base.creator().name(wanted.name()).version(wanted.version()).pieceLength(wanted.pieceLength())
                .trackers(wanted.trackers()).webSeeds(wanted.webSeeds()).privateTorrent(wanted.isPrivate())
                .comment(wanted.comment().isBlank() ? null : wanted.comment()).createdBy("Freshet").creationDate(Instant.now())
                .journal(journal).progress(progress).create();
        write(torrent);
        return torrent;
    }

    private void write(Metainfo torrent) throws IOException {
        Path target = wanted.file();
        Path part = target.resolveSibling("." + target.getFileName() + "." + ProcessHandle.current().pid() + ".part");
        try {
            Files.write(part, torrent.toBencode());
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new IOException(NLS.bind(Messages.create_notWritten, target, SourceLoader.reason(e)), e);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** What makes the engine offer the data that has just been hashed. */
    public AddTorrent request(Metainfo torrent) {
        Path root = SourceBase.of(wanted.sources()).orElseThrow().root();
        return AddTorrent.of(torrent, root.toUri()).withData(ExistingData.COMPLETE);
    }
}
