package org.freshet.metainfo;

import java.io.IOException;

/** A torrent or magnet link that is refused. The message tells a person which key is wrong and how. */
public final class MetainfoException extends IOException {
    private static final long serialVersionUID = 1L;

    public MetainfoException(String message) {
        super(message);
    }

    public MetainfoException(String message, Throwable cause) {
        super(message, cause);
    }
}
