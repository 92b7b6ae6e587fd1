package org.freshet.ui.add.internal.model;

import java.nio.file.Path;

/** The user's home folder and what people mean by it. */
public final class Home {
    private Home() {
    }

    /** A path whose leading {@code ~} has become the home folder. */
    public static String expand(String text) {
        return text.equals("~") || text.startsWith("~/") ? System.getProperty("user.home") + text.substring(1) : text;
    }

    /** Where downloads go if nothing else has been said. */
    public static Path downloads() {
        return Path.of(System.getProperty("user.home"), "Downloads");
    }
}
