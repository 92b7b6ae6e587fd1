package org.freshet.storage.files;

/** Where the bytes of a file stand. */
enum Place {
    /** Under its own name. */
    FILE,
    /** In the part file, beside the bytes of other unwanted files. */
    PARTS,
    /** Nowhere: padding is all zeros, a symlink has no bytes. */
    NOWHERE
}
