package org.freshet.ui.torrents.internal;

import org.freshet.ui.torrents.internal.model.Column;

/** The words over the columns. */
final class ColumnNames {
    private ColumnNames() {
    }

    /** The header. */
    static String of(Column column) {
        return switch (column) {
            case NAME -> Messages.column_name;
            case SIZE -> Messages.column_size;
            case DONE -> Messages.column_done;
            case STATUS -> Messages.column_status;
            case DOWN -> Messages.column_down;
            case UP -> Messages.column_up;
            case TIME_LEFT -> Messages.column_timeLeft;
            case PEERS -> Messages.column_peers;
            case SEEDS -> Messages.column_seeds;
            case RATIO -> Messages.column_ratio;
            case ADDED -> Messages.column_added;
            case STORAGE -> Messages.column_storage;
            case LABEL -> Messages.column_label;
            case QUEUE -> Messages.column_queue;
        };
    }

    /** What a header means where it does not say enough; {@code null} where it does. */
    static String tip(Column column) {
        return switch (column) {
            case DONE -> Messages.column_done_tip;
            case PEERS -> Messages.column_peers_tip;
            case SEEDS -> Messages.column_seeds_tip;
            case RATIO -> Messages.column_ratio_tip;
            case STORAGE -> Messages.column_storage_tip;
            case QUEUE -> Messages.column_queue_tip;
            default -> null;
        };
    }
}
