package org.freshet.app.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The program in the user's desktop, by the Desktop Entry and Icon Theme Specifications: a menu entry that opens torrent files and magnet
 * links, and its icon. Both are in the user's own data folder.
 */
final class DesktopEntry {
    private static final Logger LOG = LoggerFactory.getLogger(DesktopEntry.class);
    private static final String NAME = "org.freshet";
    private static final int TOOL_SECONDS = 10;

    private final Path data;

    DesktopEntry(Path data) {
        this.data = data;
    }

    static DesktopEntry ofUser(Map<String, String> environment, String userHome) {
        String named = environment.get("XDG_DATA_HOME");
        String home = environment.get("HOME");
        return new DesktopEntry(named != null && named.startsWith("/") ? Path.of(named)
                : Path.of(home != null && home.startsWith("/") ? home : userHome, ".local", "share"));
    }

    /** Writes both files, in place of older ones, and returns them. */
    List<Path> install(Path launcher) throws IOException, InterruptedException {
        Files.createDirectories(entry().getParent());
        Files.writeString(entry(), text(launcher), StandardCharsets.UTF_8);
        Files.createDirectories(icon().getParent());
        try (InputStream drawing = DesktopEntry.class.getResourceAsStream("freshet.svg")) {
            Files.write(icon(), drawing.readAllBytes());
        }
        refresh();
        return List.of(entry(), icon());
    }

    /** Deletes what {@link #install} wrote; returns what there was. */
    List<Path> remove() throws IOException, InterruptedException {
        List<Path> removed = new ArrayList<>();
        for (Path file : List.of(entry(), icon())) {
            if (Files.deleteIfExists(file)) {
                removed.add(file);
            }
        }
        refresh();
        return removed;
    }

    private Path entry() {
        return data.resolve("applications").resolve(NAME + ".desktop");
    }

    private Path icon() {
        return data.resolve("icons/hicolor/scalable/apps").resolve(NAME + ".svg");
    }

    private static String text(Path launcher) {
        return """
                [Desktop Entry]
                Type=Application
                Version=1.5
                Name=Freshet
                GenericName=BitTorrent client
                GenericName[de]=BitTorrent-Programm
                Comment=Download and share files over BitTorrent
                Comment[de]=Dateien über BitTorrent laden und verteilen
                Exec=%s open %%U
                Icon=%s
                Terminal=false
                Categories=Network;FileTransfer;P2P;
                MimeType=application/x-bittorrent;x-scheme-handler/magnet;
                StartupNotify=true
                StartupWMClass=Freshet
                Keywords=torrent;magnet;peer;download;
                """.formatted(quoted(launcher.toString()), NAME);
    }

    /** As the specification quotes arguments; first as an argument of a command line, then as a string of the file. */
    private static String quoted(String argument) {
        StringBuilder quoted = new StringBuilder("\"");
        for (char c : argument.toCharArray()) {
            if (c == '"' || c == '`' || c == '$') {
                quoted.append("\\\\");
            } else if (c == '\\') {
                quoted.append("\\\\\\");
            } else if (c == '%') {
                quoted.append('%');
            }
            quoted.append(c);
        }
        return quoted.append('"').toString();
    }

    /** Desktops read the MIME types of entries from a cache. Where its tool is missing there is no cache either. */
    private void refresh() throws InterruptedException {
        Process tool;
        try {
            tool = new ProcessBuilder("update-desktop-database", "-q", entry().getParent().toString())
                    .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        } catch (IOException e) {
            LOG.debug("no update-desktop-database", e);
            return;
        }
        if (!tool.waitFor(TOOL_SECONDS, TimeUnit.SECONDS)) {
            tool.destroy();
        }
    }
}
