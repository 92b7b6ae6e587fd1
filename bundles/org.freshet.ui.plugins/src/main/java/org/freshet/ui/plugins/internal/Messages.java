package org.freshet.ui.plugins.internal;

import org.eclipse.osgi.util.NLS;

/** Texts of this bundle. */
public final class Messages extends NLS {

    public static String action_checkUpdates;
    public static String action_install;
    public static String action_memory;
    public static String action_refresh;
    public static String action_start;
    public static String action_stop;
    public static String action_uninstall;
    public static String action_update;
    public static String bundle_absent;
    public static String bundle_active;
    public static String bundle_installed;
    public static String bundle_resolved;
    public static String bundle_starting;
    public static String bundle_stopping;
    public static String button_back;
    public static String button_cancel;
    public static String button_next;
    public static String column_name;
    public static String column_provider;
    public static String column_services;
    public static String column_state;
    public static String column_users;
    public static String column_version;
    public static String confirm_uninstall;
    public static String confirm_uninstallTitle;
    public static String confirm_used;
    public static String consent_bundle;
    public static String consent_certificates;
    public static String consent_contents;
    public static String consent_install;
    public static String consent_issuer;
    public static String consent_publisher;
    public static String consent_size;
    public static String consent_title;
    public static String consent_trusted;
    public static String consent_unknown;
    public static String consent_unsigned;
    public static String consent_unsignedLong;
    public static String consent_untrusted;
    public static String detail_bundles;
    public static String detail_id;
    public static String detail_memory;
    public static String detail_none;
    public static String detail_origin;
    public static String detail_problem;
    public static String detail_provider;
    public static String detail_requirements;
    public static String detail_services;
    public static String detail_signature;
    public static String detail_state;
    public static String detail_tree;
    public static String detail_unsigned;
    public static String detail_users;
    public static String detail_version;
    public static String failed;
    public static String install_browseFile;
    public static String install_browseFolder;
    public static String install_choose;
    public static String install_chooseMessage;
    public static String install_chooseNothing;
    public static String install_hint;
    public static String install_message;
    public static String install_product;
    public static String install_source;
    public static String install_title;
    public static String job_checkUpdates;
    public static String job_install;
    public static String job_list;
    public static String job_memory;
    public static String job_start;
    public static String job_stop;
    public static String job_uninstall;
    public static String job_update;
    public static String kind_discovery;
    public static String kind_other;
    public static String kind_storage;
    public static String kind_transport;
    public static String kind_ui;
    public static String memory_gone;
    public static String memory_held;
    public static String memory_nothing;
    public static String memory_unknown;
    public static String none;
    public static String noService;
    public static String origin_builtIn;
    public static String origin_installed;
    public static String origin_optional;
    public static String service_off;
    public static String source_empty;
    public static String source_missing;
    public static String source_noArchive;
    public static String source_noHost;
    public static String source_noPath;
    public static String source_noUrl;
    public static String state_active;
    public static String state_faulty;
    public static String state_removed;
    public static String state_stopped;
    public static String state_waiting;
    public static String told_installed;
    public static String told_noUpdates;
    public static String told_uninstalled;
    public static String told_updated;
    public static String told_updates;
    public static String update_toBeHad;
    public static String uses_connection;
    public static String uses_connections;
    public static String uses_nothing;
    public static String uses_torrent;
    public static String uses_torrents;
    public static String uses_tracker;
    public static String uses_trackers;
    public static String view_later;

    static {
        NLS.initializeMessages("org.freshet.ui.plugins.internal.messages", Messages.class);
    }

    private Messages() {
    }
}
