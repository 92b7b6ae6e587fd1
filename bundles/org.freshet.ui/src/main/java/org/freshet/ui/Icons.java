package org.freshet.ui;

import java.util.Locale;

import org.eclipse.jface.resource.ImageDescriptor;
import org.eclipse.jface.resource.ResourceManager;
import org.eclipse.swt.graphics.Image;
import org.freshet.engine.TorrentStatus;

/**
 * The icons that bundles of the desktop share: drawings of 16 by 16 units that are sharp at every zoom and legible on light and dark. In a
 * {@code plugin.xml} they are {@code platform:/plugin/org.freshet.ui/icons/NAME.svg}, in small letters with {@code -} for {@code _}.
 */
public enum Icons {
    /** Open torrent files. */
    ADD,
    /** A magnet link. */
    MAGNET,
    /** Make a torrent. */
    CREATE,
    /** Let a torrent run. */
    START,
    /** Stop a torrent for a while. */
    PAUSE,
    /** End something that runs. */
    STOP,
    /** Verify data again. */
    RECHECK,
    /** Remove something. */
    REMOVE,
    /** A folder; open a folder. */
    FOLDER,
    /** Preferences. */
    SETTINGS,
    /** Copy to the clipboard. */
    COPY,
    /** A label. */
    LABEL,
    /** Towards peers. */
    UP,
    /** From peers. */
    DOWN,
    /** Rate limits. */
    LIMITS,
    /** A filter. */
    FILTER,
    /** A file. */
    FILE,
    /** Peers. */
    PEER,
    /** Trackers. */
    TRACKER,
    /** Pieces. */
    PIECES,
    /** A log. */
    LOG,
    /** Rates over time. */
    SPEED,
    /** Facts about something. */
    GENERAL,
    /** Plugins. */
    PLUGIN,
    /** The list of torrents. */
    TORRENTS,
    /** Something needs attention. */
    PROBLEM,
    /** A torrent that is paused. */
    STATE_PAUSED,
    /** A torrent that is queued. */
    STATE_QUEUED,
    /** A torrent that is fetching its metadata. */
    STATE_METADATA,
    /** A torrent that is checking. */
    STATE_CHECKING,
    /** A torrent that is downloading. */
    STATE_DOWNLOADING,
    /** A torrent that is seeding. */
    STATE_SEEDING,
    /** A torrent that is parked. */
    STATE_PARKED,
    /** A torrent that is in error. */
    STATE_ERROR,
    /** The program. */
    FRESHET;

    /** Describes the image; making it is left to a resource manager. */
    public ImageDescriptor descriptor() {
        return ImageDescriptor.createFromURL(Icons.class.getResource("/icons/" + fileName()));
    }

    /** The image, which {@code resources} owns and disposes. UI thread. */
    public Image image(ResourceManager resources) {
        return resources.get(descriptor());
    }

    /** The icon for what a torrent does. */
    public static Icons of(TorrentStatus.State state) {
        return switch (state) {
            case PAUSED -> STATE_PAUSED;
            case QUEUED -> STATE_QUEUED;
            case METADATA -> STATE_METADATA;
            case CHECKING -> STATE_CHECKING;
            case DOWNLOADING -> STATE_DOWNLOADING;
            case SEEDING -> STATE_SEEDING;
            case PARKED -> STATE_PARKED;
            case ERROR -> STATE_ERROR;
        };
    }

    private String fileName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-') + ".svg";
    }
}
