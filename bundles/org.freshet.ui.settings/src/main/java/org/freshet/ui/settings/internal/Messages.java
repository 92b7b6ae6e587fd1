package org.freshet.ui.settings.internal;

import org.eclipse.osgi.util.NLS;

/** The words of this bundle in the user's language. */
public final class Messages extends NLS {
    public static String add;
    public static String addTitle;
    public static String atLeast;
    public static String atMost;
    public static String between;
    public static String browse;
    public static String browseFor;
    public static String changeSecret;
    public static String chooseFile;
    public static String chooseFolder;
    public static String down;
    public static String edit;
    public static String editTitle;
    public static String enterValue;
    public static String forget;
    public static String forgetSecret;
    public static String instanceNew;
    public static String instanceUnnamed;
    public static String instances;
    public static String lengthAtLeast;
    public static String lengthAtMost;
    public static String lengthBetween;
    public static String loadFailed;
    public static String loading;
    public static String missing;
    public static String nameAnd;
    public static String noCharacter;
    public static String noChoice;
    public static String noNumber;
    public static String noWholeNumber;
    public static String pageFault;
    public static String remove;
    public static String rootEmpty;
    public static String rootNote;
    public static String rootText;
    public static String saveFailed;
    public static String saving;
    public static String secretElement;
    public static String secretNone;
    public static String tooMany;
    public static String up;
    public static String updating;

    static {
        NLS.initializeMessages("org.freshet.ui.settings.internal.messages", Messages.class);
    }

    private Messages() {
    }
}
