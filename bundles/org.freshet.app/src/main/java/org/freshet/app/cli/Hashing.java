package org.freshet.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

import org.freshet.metainfo.Metainfo;
import org.freshet.metainfo.TorrentCreator;

/** Makes a torrent of files on disk and shows how far that is. */
final class Hashing {
    private static final long REDRAW_NANOS = 250_000_000L;
    private final Context context;
    private final boolean quiet;
    private long drawnNanos;

    /** With nothing on the output if {@code quiet}. */
    Hashing(Context context, boolean quiet) {
        this.context = context;
        this.quiet = quiet;
        this.drawnNanos = context.pace().nanos();
    }

    /** Hashes a file or folder. */
    Metainfo create(Path path, Consumer<TorrentCreator> options) throws CommandFailed, InterruptedException {
        try {
            TorrentCreator creator = new TorrentCreator(path).createdBy("Freshet");
            options.accept(creator);
            Metainfo torrent = creator.progress(new Progress(path)).create();
            context.terminal().endBar();
            return torrent;
        } catch (IllegalArgumentException e) {
            throw CommandFailed.usage(e.getMessage(), e);
        } catch (IOException e) {
            throw CommandFailed.job("", e);
        }
    }

    private final class Progress implements TorrentCreator.Progress {
        private final String name;

        Progress(Path path) {
            this.name = Text.oneLine(String.valueOf(path.getFileName()));
        }

        @Override
        public void hashed(long done, long total) {
            long now = context.pace().nanos();
            if (quiet || !context.terminal().interactive() || now - drawnNanos < REDRAW_NANOS) {
                return;
            }
            drawnNanos = now;
            String line = "hashing " + name + "  " + Text.percent((double) done / total) + "  " + Text.bytes(done) + " of "
                    + Text.bytes(total);
            context.terminal().bar(Text.cut(line, context.terminal().columns() - 1));
        }

        @Override
        public void notice(Path file, String what) {
            context.terminal().complain(file + " " + what);
        }
    }
}
