package org.freshet.plugins.internal;

import org.eclipse.osgi.util.NLS;

/** Sentences for people, in the language of the platform. */
final class Messages extends NLS {

    public static String absent;
    public static String ambiguous;
    public static String artifactMissing;
    public static String badArchive;
    public static String badManifest;
    public static String badSignature;
    public static String brokenOff;
    public static String silent;
    public static String brokenSignature;
    public static String builtIn;
    public static String bundleNamed;
    public static String cancelled;
    public static String capability;
    public static String checking;
    public static String conflict;
    public static String fetching;
    public static String foreignContent;
    public static String httpStatus;
    public static String inUse;
    public static String installedAlready;
    public static String java;
    public static String listBroken;
    public static String missing;
    public static String needs;
    public static String needed;
    public static String noArchive;
    public static String noChecksum;
    public static String noSource;
    public static String notInstalled;
    public static String notOffered;
    public static String notRunning;
    public static String notStarted;
    public static String notStopped;
    public static String notThere;
    public static String notWritable;
    public static String nothingThere;
    public static String optional;
    public static String p2Missing;
    public static String p2ServiceMissing;
    public static String packageNamed;
    public static String planning;
    public static String poolBroken;
    public static String productUnknown;
    public static String reading;
    public static String refused;
    public static String replacesProduct;
    public static String starting;
    public static String tooLarge;
    public static String unitNamed;
    public static String unknownScheme;
    public static String unreachable;
    public static String unreadable;
    public static String unwelcome;

    static {
        NLS.initializeMessages("org.freshet.plugins.internal.messages", Messages.class);
    }

    private Messages() {
    }
}
