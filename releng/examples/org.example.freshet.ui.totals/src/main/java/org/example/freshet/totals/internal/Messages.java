package org.example.freshet.totals.internal;

import org.eclipse.osgi.util.NLS;

/** The view's texts; other languages in messages_LANGUAGE.properties. */
final class Messages extends NLS {
    static {
        initializeMessages(Messages.class.getPackageName() + ".messages", Messages.class);
    }

    public static String downloaded;
    public static String uploaded;
    public static String fastest;
    public static String noSession;

    private Messages() {
    }
}
