package org.freshet.engine.osgi.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The user's folder for downloads as the desktop knows it (xdg-user-dirs), else {@code Downloads} in the home folder. */
final class DesktopFolders {
    private static final Logger LOG = LoggerFactory.getLogger(DesktopFolders.class);
    private static final String KEY = "XDG_DOWNLOAD_DIR=";

    private final Map<String, String> environment;
    private final Path home;

    DesktopFolders(Map<String, String> environment, Path home) {
        this.environment = environment;
        this.home = home;
    }

    Path home() {
        return home;
    }

    Path downloads() {
        Path configured = Path.of(environment.getOrDefault("XDG_CONFIG_HOME", ""));
        Path file = (configured.isAbsolute() ? configured : home.resolve(".config")).resolve("user-dirs.dirs");
        Path usual = home.resolve("Downloads");
        if (!Files.isReadable(file)) {
            return usual;
        }
        try {
            return Files.readAllLines(file).stream().map(String::strip).filter(line -> line.startsWith(KEY)).reduce((first, last) -> last)
                    .map(line -> path(line.substring(KEY.length()))).orElse(usual);
        } catch (IOException | InvalidPathException e) {
            LOG.warn("downloads go to {}: the desktop's folder for them cannot be read from {}: {}", usual, file, e.toString());
            return usual;
        }
    }

    /** A quoted path, absolute or below {@code $HOME}. */
    private Path path(String quoted) {
        String text = quoted.strip();
        if (text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"")) {
            text = text.substring(1, text.length() - 1);
        }
        String below = "$HOME/";
        Path path = text.startsWith(below) ? home.resolve(text.substring(below.length())) : Path.of(text);
        // "$HOME/" is what the desktop writes when there is no such folder.
        return path.isAbsolute() && !path.normalize().equals(home) ? path.normalize() : home.resolve("Downloads");
    }
}
