package org.freshet.ui.internal;

import org.eclipse.osgi.util.NLS;

/** The words of this bundle in the user's language. */
public final class Messages extends NLS {
    public static String days;
    public static String hours;
    public static String minutes;
    public static String seconds;
    public static String endless;
    public static String rate;
    public static String percent;
    public static String checking;
    public static String downloading;
    public static String error;
    public static String metadata;
    public static String parked;
    public static String paused;
    public static String queued;
    public static String reason_denied;
    public static String reason_full;
    public static String reason_missing;
    public static String reason_moving;
    public static String reason_noMetadata;
    public static String reason_noPeers;
    public static String reason_noStorage;
    public static String reason_noTransport;
    public static String reason_queue;
    public static String seeding;

    static {
        NLS.initializeMessages("org.freshet.ui.internal.messages", Messages.class);
    }

    private Messages() {
    }
}
