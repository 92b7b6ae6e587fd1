package org.freshet.engine.core.picker;

/** The state of one piece; it is in exactly one of them. The package description shows the transitions. */
public enum PieceState {
    /** Not wanted (priority 0), and nothing of it was requested. */
    SKIPPED,
    /** Wanted, and nothing of it was requested. */
    OPEN,
    /** Wanted and begun, with at least one block to be requested. */
    PARTIAL,
    /** Wanted, every block is requested or has arrived, at least one has not arrived. */
    BUSY,
    /** Begun, not wanted any more: what is on request may arrive, nothing further is requested. */
    PARKED,
    /** Every block has arrived; the hash is to be compared. */
    RECEIVED,
    /** Verified and kept. */
    HAVE
}
