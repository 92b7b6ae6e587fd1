package org.freshet.launcher.internal;

import java.nio.file.Path;
import java.util.Map;

/**
 * Finds the profile folder as the application does: {@code --profile DIR} or {@code --profile=DIR} on the command line, otherwise
 * {@code freshet} in the user's data folder (XDG Base Directory Specification).
 */
final class ProfileFolder {

    private static final String OPTION = "--profile";

    private final Map<String, String> environment;
    private final String userHome;

    ProfileFolder(Map<String, String> environment, String userHome) {
        this.environment = environment;
        this.userHome = userHome;
    }

    /** The profile folder for this command line, absolute; it need not exist. Everything after {@code --} is no option. */
    Path of(String[] arguments) {
        String chosen = null;
        for (int i = 0; i < arguments.length && !arguments[i].equals("--"); i++) {
            if (arguments[i].equals(OPTION) && i + 1 < arguments.length) {
                chosen = arguments[++i];
            } else if (arguments[i].startsWith(OPTION + "=")) {
                chosen = arguments[i].substring(OPTION.length() + 1);
            }
        }
        return (chosen == null || chosen.isEmpty() ? usual() : Path.of(chosen)).toAbsolutePath().normalize();
    }

    private Path usual() {
        String data = environment.get("XDG_DATA_HOME");
        // The specification tells to ignore a relative path.
        if (data != null && data.startsWith("/")) {
            return Path.of(data, "freshet");
        }
        // HOME goes before the JVM's user.home, which is that of the password file whatever HOME says.
        String home = environment.get("HOME");
        return Path.of(home != null && home.startsWith("/") ? home : userHome, ".local", "share", "freshet");
    }
}
