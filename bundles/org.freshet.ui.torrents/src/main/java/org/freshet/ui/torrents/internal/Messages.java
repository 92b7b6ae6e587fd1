package org.freshet.ui.torrents.internal;

import org.eclipse.osgi.util.NLS;

/** The texts for people. */
public final class Messages extends NLS {
    public static String act_announce;
    public static String act_copied_infoHash;
    public static String act_copied_infoHashes;
    public static String act_copied_magnet;
    public static String act_copied_magnets;
    public static String act_copied_name;
    public static String act_copied_names;
    public static String act_failed;
    public static String act_failedMore;
    public static String act_job;
    public static String act_label;
    public static String act_limits;
    public static String act_missing;
    public static String act_move;
    public static String act_noProgram;
    public static String act_open;
    public static String act_pause;
    public static String act_queue;
    public static String act_recheck;
    public static String act_remove;
    public static String act_sequential;
    public static String act_start;
    public static String act_superSeeding;
    public static String column_added;
    public static String column_done;
    public static String column_done_tip;
    public static String column_down;
    public static String column_label;
    public static String column_name;
    public static String column_peers;
    public static String column_peers_tip;
    public static String column_queue;
    public static String column_queue_tip;
    public static String column_ratio;
    public static String column_ratio_tip;
    public static String column_seeds;
    public static String column_seeds_tip;
    public static String column_size;
    public static String column_status;
    public static String column_storage;
    public static String column_storage_tip;
    public static String column_timeLeft;
    public static String column_up;
    public static String columns_left;
    public static String columns_menu;
    public static String columns_reset;
    public static String columns_right;
    public static String command_failed;
    public static String count_all;
    public static String count_one;
    public static String count_some;
    public static String dialog_cancel;
    public static String empty_create;
    public static String empty_open;
    public static String empty_text;
    public static String empty_title;
    public static String filter_hint;
    public static String filter_label;
    public static String filter_name;
    public static String filter_tip;
    public static String kept_failed;
    public static String kept_job;
    public static String label_field;
    public static String label_message;
    public static String label_title;
    public static String label_tooLong;
    public static String limits_down;
    public static String limits_invalid;
    public static String limits_message;
    public static String limits_title;
    public static String limits_up;
    public static String move_browse;
    public static String move_empty;
    public static String move_field;
    public static String move_invalid;
    public static String move_message;
    public static String move_noStorage;
    public static String move_same;
    public static String move_started;
    public static String move_title;
    public static String notice_close;
    public static String opening;
    public static String poll_name;
    public static String removeData_delete;
    public static String removeData_many;
    public static String removeData_more;
    public static String removeData_one;
    public static String removeData_title;
    public static String removed_many;
    public static String removed_one;
    public static String removed_undo;
    public static String rename_empty;
    public static String rename_field;
    public static String rename_message;
    public static String rename_separator;
    public static String rename_title;
    public static String rename_unsafe;
    public static String sort_ascending;
    public static String sort_descending;
    public static String sort_menu;
    public static String status_withReason;
    public static String table_name;
    public static String torrents_count;
    public static String torrents_one;

    static {
        initializeMessages("org.freshet.ui.torrents.internal.messages", Messages.class);
    }

    private Messages() {
    }
}
