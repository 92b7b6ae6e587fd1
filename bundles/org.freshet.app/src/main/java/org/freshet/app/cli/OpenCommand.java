package org.freshet.app.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code freshet open}: opens torrents in the desktop's window, the one that is there or a new one. */
final class OpenCommand implements Command {
    private static final List<String> URLS = List.of("magnet:", "http://", "https://");
    private static final String FILE = "file:";

    @Override
    public CommandSpec spec() {
        return Options.command("open", "Open torrents, or files to make a torrent of, in the window.")
                .addPositional(Options.any("SOURCE", "A torrent file, its URL, a magnet link, or files and folders to share."));
    }

    @Override
    public int run(ParseResult line, Context context) throws CommandFailed, IOException, InterruptedException {
        List<String> sources = new ArrayList<>();
        for (String source : Options.parameters(line)) {
            sources.add(absolute(source));
        }
        Desktop desktop = context.services().desktop()
                .orElseThrow(() -> CommandFailed.job("this installation has no desktop; use `freshet download`"));
        return desktop.run(context.profile(), sources);
    }

    /** What the process that has the window, which runs in another folder, finds too. */
    private static String absolute(String source) throws CommandFailed {
        String lower = source.toLowerCase(Locale.ROOT);
        if (URLS.stream().anyMatch(lower::startsWith)) {
            return source;
        }
        Path path = lower.startsWith(FILE) ? ofUri(source) : Places.path(source);
        if (!Files.exists(path)) {
            throw CommandFailed.usage(source + " does not exist, and it is no magnet link or URL of a torrent either");
        }
        return path.toString();
    }

    private static Path ofUri(String source) throws CommandFailed {
        try {
            return Path.of(URI.create(source)).toAbsolutePath().normalize();
        } catch (IllegalArgumentException e) {
            throw CommandFailed.usage("\"" + source + "\" names no file: " + e.getMessage(), e);
        }
    }
}
