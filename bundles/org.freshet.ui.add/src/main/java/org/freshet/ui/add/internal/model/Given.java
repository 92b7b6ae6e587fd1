package org.freshet.ui.add.internal.model;

import java.net.URI;
import java.nio.file.Path;

import org.freshet.metainfo.Magnet;

/** Something that a person gave the program, and what it turned out to be. */
public sealed interface Given {

    /** What was given, as it was given. */
    String text();

    /** A torrent file on this computer. */
    record TorrentFile(String text, Path file) implements Given {
    }

    /** A magnet link, or an info-hash alone. */
    record Link(String text, Magnet magnet) implements Given {
    }

    /** The address of a torrent file on a web server. */
    record TorrentUrl(String text, URI url) implements Given {
    }

    /** A file or folder that is no torrent; one can be made of it. */
    record Content(String text, Path path) implements Given {
    }

    /** Nothing that can be used. */
    record Wrong(String text, String reason) implements Given {
    }
}
