package org.freshet.launcher.internal;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;

/**
 * Starts Freshet from an unpacked product. The shell script {@code freshet} names the product's folder in the system property
 * {@value #HOME}; everything else is the user's command line, which reaches the application untouched.
 *
 * <p>With the system property {@value #BAKE} set to {@code true} nothing is run: the bundles are installed and resolved into the
 * product's own {@code configuration} folder, from which every later start reads them instead of doing that work again.
 */
public final class Launcher {

    /** System property: absolute path of the unpacked product. */
    static final String HOME = "freshet.home";

    /** System property: {@code true} to prepare the product instead of running it. */
    static final String BAKE = "freshet.bake";

    /** System property read by the application: the profile folder, absolute. */
    static final String PROFILE = "freshet.profile";

    /** Exit code when the application could not be started or failed in a way it did not foresee (EX_SOFTWARE of sysexits.h). */
    static final int FAILED = 70;

    private Launcher() {
    }

    /** Runs the program and ends the JVM with the application's exit code. */
    public static void main(String[] arguments) {
        System.exit(start(arguments, System.getenv(), System.err));
    }

    private static int start(String[] arguments, Map<String, String> environment, PrintStream errors) {
        try {
            String home = System.getProperty(HOME);
            if (home == null) {
                errors.println("freshet: the system property " + HOME + " is missing; start the program with its `freshet` script");
                return FAILED;
            }
            Installation installation = new Installation(Path.of(home).toAbsolutePath().normalize());
            if (Boolean.getBoolean(BAKE)) {
                return new Platform(installation, errors).bake();
            }
            Path profile = new ProfileFolder(environment, System.getProperty("user.home")).of(arguments);
            System.setProperty(PROFILE, profile.toString());
            try (StorageArea area = StorageArea.claim(profile)) {
                return new Platform(installation, errors).run(profile, area.folder(), arguments);
            }
        } catch (Exception e) {
            errors.println("freshet: could not start: " + e);
            for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
                errors.println("  because of " + cause);
            }
            return FAILED;
        }
    }
}
