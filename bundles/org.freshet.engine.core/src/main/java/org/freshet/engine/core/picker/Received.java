package org.freshet.engine.core.picker;

/** What a block that arrived is worth. */
public enum Received {
    /** It was requested from that peer and is the first copy: keep it. */
    NEW,
    /** It was had already, from another peer or as part of a piece that is had: drop it. */
    DUPLICATE,
    /**
     * It is not on request from that peer: drop it. A peer that answers a request after it was aborted looks the same, so one
     * such block is no proof of ill will.
     */
    UNREQUESTED
}
