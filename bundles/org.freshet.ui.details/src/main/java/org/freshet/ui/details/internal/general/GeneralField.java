package org.freshet.ui.details.internal.general;

import org.freshet.ui.details.internal.Messages;

/** A field of the General view. */
enum GeneralField {
    NAME, STATE, PROGRESS, RATES, DOWNLOADED, UPLOADED, RATIO, PEERS, LIMITS, ORDER,
    LABEL, SIZE, PIECES, HASH_V1, HASH_V2, ROOT, COMMENT, CREATOR, CREATED, ADDED;

    /** Whether it says how the torrent does, rather than what it is. */
    boolean isTransfer() {
        return compareTo(LABEL) < 0;
    }

    /** Whether its text may be long and is wrapped. */
    boolean isLong() {
        return this == STATE || this == COMMENT;
    }

    /** Whether it has a button that copies it. */
    boolean isCopied() {
        return this == HASH_V1 || this == HASH_V2;
    }

    /** What it is called. */
    String label() {
        return switch (this) {
            case NAME -> Messages.general_name;
            case STATE -> Messages.general_state;
            case PROGRESS -> Messages.general_progress;
            case RATES -> Messages.general_rates;
            case DOWNLOADED -> Messages.general_downloaded;
            case UPLOADED -> Messages.general_uploaded;
            case RATIO -> Messages.general_ratio;
            case PEERS -> Messages.general_peers;
            case LIMITS -> Messages.general_limits;
            case ORDER -> Messages.general_order;
            case LABEL -> Messages.general_label;
            case SIZE -> Messages.general_size;
            case PIECES -> Messages.general_pieces;
            case HASH_V1 -> Messages.general_hash_v1;
            case HASH_V2 -> Messages.general_hash_v2;
            case ROOT -> Messages.general_root;
            case COMMENT -> Messages.general_comment;
            case CREATOR -> Messages.general_creator;
            case CREATED -> Messages.general_created;
            case ADDED -> Messages.general_added;
        };
    }
}
