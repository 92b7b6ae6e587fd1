package org.freshet.engine.core.picker;

/** The state of one block. */
public enum BlockState {
    /** Neither requested nor arrived. */
    FREE,
    /** Requested from at least one peer. */
    REQUESTED,
    /** Arrived, or part of a piece that is had. */
    RECEIVED
}
