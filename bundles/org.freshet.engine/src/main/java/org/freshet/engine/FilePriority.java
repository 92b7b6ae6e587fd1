package org.freshet.engine;

/** How much a file is wanted. */
public enum FilePriority {
    /** Not at all. */
    SKIP,
    /** After the others. */
    LOW,
    /** As usual. */
    NORMAL,
    /** Before the others. */
    HIGH
}
