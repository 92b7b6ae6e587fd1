package org.freshet.ui;

import java.net.URI;

import org.eclipse.osgi.util.NLS;
import org.freshet.engine.TorrentStatus;
import org.freshet.ui.internal.Messages;

/** Why torrents do not do what one would expect, in the words of the user's language. Pure functions; any thread. */
public final class Reasons {

    private Reasons() {
    }

    /**
     * The reason of a status; empty if it has none. What is known to the engine alone, such as the name of a file, is in its words.
     *
     * @param root where the torrent's data is, see {@link org.freshet.engine.Torrent#root}
     */
    public static String of(TorrentStatus status, URI root) {
        String pattern = switch (status.cause()) {
            case NONE -> "";
            case QUEUE -> Messages.reason_queue;
            case NO_TRANSPORT -> Messages.reason_noTransport;
            case NO_STORAGE -> Messages.reason_noStorage;
            case NO_METADATA -> Messages.reason_noMetadata;
            case NO_PEERS -> Messages.reason_noPeers;
            case MOVING -> Messages.reason_moving;
            case FULL -> Messages.reason_full;
            case MISSING -> Messages.reason_missing;
            case DENIED -> Messages.reason_denied;
            case OTHER -> status.reason();
        };
        return status.cause() == TorrentStatus.Cause.OTHER ? pattern : NLS.bind(pattern, status.reason(), root.getScheme());
    }
}
