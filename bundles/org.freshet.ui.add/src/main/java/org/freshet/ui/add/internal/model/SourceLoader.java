package org.freshet.ui.add.internal.model;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

import org.eclipse.osgi.util.NLS;
import org.freshet.engine.AddTorrent.Source;
import org.freshet.metainfo.Magnet;
import org.freshet.metainfo.Metainfo;
import org.freshet.metainfo.MetainfoException;
import org.freshet.metainfo.MetainfoReader;
import org.freshet.ui.add.internal.Messages;

/** Turns what was given into what the engine takes. Reads files and fetches from web servers, so not for the UI thread. */
public final class SourceLoader {
    private static final Duration MOST_TIME = Duration.ofMinutes(5);

    /** It cannot be used; the message is for the user. */
    public static final class UnusableException extends Exception {
        UnusableException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    private final TorrentFetch fetch;

    public SourceLoader() {
        this(new TorrentFetch(MetainfoReader.MAX_BYTES, MOST_TIME));
    }

    SourceLoader(TorrentFetch fetch) {
        this.fetch = fetch;
    }

    /**
     * Loads.
     *
     * @param cancelled see {@link TorrentFetch#fetch}
     */
    public Source load(Given given, TorrentFetch.Progress progress, BooleanSupplier cancelled)
            throws UnusableException, InterruptedException {
        return switch (given) {
            case Given.Link link -> of(link.magnet());
            case Given.TorrentFile file -> of(read(file.file()));
            case Given.TorrentUrl url -> fetched(url, progress, cancelled);
            case Given.Wrong wrong -> throw new UnusableException(wrong.reason(), null);
            case Given.Content content -> throw new UnusableException(NLS.bind(Messages.given_noTorrent, content.path()), null);
        };
    }

    private static Source of(Magnet magnet) {
        return new Source(Optional.empty(), Optional.of(magnet));
    }

    private static Source of(Metainfo metainfo) {
        return new Source(Optional.of(metainfo), Optional.empty());
    }

    private static Metainfo read(Path file) throws UnusableException {
        try {
            return MetainfoReader.read(file);
        } catch (MetainfoException e) {
            throw new UnusableException(NLS.bind(Messages.load_noTorrent, file.getFileName(), e.getMessage()), e);
        } catch (IOException e) {
            throw new UnusableException(NLS.bind(Messages.load_unreadable, file, reason(e)), e);
        }
    }

    /** What the JDK's message often lacks. */
    public static String reason(IOException e) {
        return switch (e) {
            case NoSuchFileException missing -> Messages.reason_missing;
            case AccessDeniedException denied -> Messages.reason_denied;
            default -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        };
    }

    private Source fetched(Given.TorrentUrl given, TorrentFetch.Progress progress, BooleanSupplier cancelled)
            throws UnusableException, InterruptedException {
        try {
            TorrentFetch.Found found = fetch.fetch(given.url(), progress, cancelled);
            return found.magnet() != null ? of(Magnet.parse(found.magnet())) : of(MetainfoReader.read(found.torrent()));
        } catch (MetainfoException e) {
            throw new UnusableException(NLS.bind(Messages.load_noTorrent, TorrentFetch.withoutSecrets(given.text()),
                    e.getMessage()), e);
        } catch (TorrentFetch.FetchException e) {
            throw new UnusableException(e.getMessage(), e);
        }
    }
}
