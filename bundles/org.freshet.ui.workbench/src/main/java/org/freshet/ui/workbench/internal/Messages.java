package org.freshet.ui.workbench.internal;

import org.eclipse.osgi.util.NLS;

/** The words of this bundle in the user's language. */
public final class Messages extends NLS {
    public static String menu_file;
    public static String menu_edit;
    public static String menu_torrent;
    public static String menu_view;
    public static String menu_views;
    public static String menu_theme;
    public static String menu_help;
    public static String menu_preferences;
    public static String menu_exit;
    public static String menu_reset;
    public static String menu_about;
    public static String menu_keys;
    public static String menu_quickAccess;
    public static String theme_system;
    public static String theme_light;
    public static String theme_dark;
    public static String session_noEngine;
    public static String session_failed;
    public static String session_failedTitle;
    public static String session_retry;
    public static String session_quit;
    public static String session_stay;
    public static String status_opening;
    public static String status_notOpen;
    public static String status_connections;
    public static String status_connection;
    public static String status_down;
    public static String status_up;
    public static String status_noRate;
    public static String status_problem;
    public static String status_problems;
    public static String status_problemsTitle;
    public static String about_title;
    public static String about_what;
    public static String about_version;
    public static String about_build;
    public static String about_profile;
    public static String about_facts;
    public static String about_licences;
    public static String closing_title;
    public static String closing_text;
    public static String tray_show;
    public static String tray_exit;
    public static String tray_tip;
    public static String tray_tipRates;
    public static String notice_completed;
    public static String notice_failed;
    public static String open_unavailable;
    public static String open_unavailableTitle;
    public static String awake_reason;
    public static String page_description;
    public static String page_minimise;
    public static String page_close;
    public static String page_notify;
    public static String page_awake;
    public static String page_noTray;

    static {
        NLS.initializeMessages("org.freshet.ui.workbench.internal.messages", Messages.class);
    }

    private Messages() {
    }
}
