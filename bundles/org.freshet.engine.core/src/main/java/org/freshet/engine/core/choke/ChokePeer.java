package org.freshet.engine.core.choke;

/** What the choker needs to know of a peer at the moment it is asked. Peers are told apart by identity. */
public interface ChokePeer {
    /** Whether the peer is interested in what we have. */
    boolean interested();

    /** Bytes a second of payload that we get from it. */
    long downloadRate();

    /** Bytes a second of payload that we send to it. */
    long uploadRate();

    /** Whether it has stopped sending what we requested from it. */
    boolean snubbed();

    /** Whether it has all pieces. */
    boolean isSeed();

    /** Whether it connected within the last three rounds. */
    boolean newlyConnected();

    /** Whether we have unchoked it. */
    boolean unchoked();

    /** The last round in which it was unchoked, -1 if it never was. */
    long lastUnchokedRound();
}
