package org.freshet.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

import org.freshet.metainfo.InfoHash;
import org.freshet.metainfo.Magnet;
import org.freshet.metainfo.Metainfo;
import org.freshet.metainfo.Metainfo.Version;
import org.freshet.metainfo.TorrentCreator;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code freshet create}: makes a torrent file of a file or folder. */
final class CreateCommand implements Command {
    private static final String OUT = "-o";
    private static final String VERSION = "--version";
    private static final String PIECE_SIZE = "--piece-size";
    private static final String PRIVATE = "--private";
    private static final String COMMENT = "--comment";
    private static final String WEB_SEED = "--web-seed";

    @Override
    public CommandSpec spec() {
        return Options.command("create", "Make a torrent of a file or a folder.",
                "The same content and options give the same info-hash everywhere. Symbolic links are left out.")
                .addPositional(Options.one("PATH", "The file or folder."))
                .addOption(Options.required("FILE", "The torrent file to write.", OUT, "--output"))
                .addOption(Options.tracker("A tracker's URL."))
                .addOption(Options.value("v1|v2|hybrid", "Which hashes it has: SHA-1, which every client knows (v1, the default),"
                        + " SHA-256 of each file (v2, BEP 52), or both. v2 alone cannot be downloaded or seeded here yet.", VERSION))
                .addOption(Options.value("N", "The piece size, a power of two: 256k, 1M. Default: about 1500 pieces.",
                        PIECE_SIZE))
                .addOption(Options.flag("Peers may come from the trackers alone (BEP 27).", PRIVATE))
                .addOption(Options.value("TEXT", "A comment.", COMMENT))
                .addOption(Options.values("URL", "A web server that has the data, too (BEP 19).", WEB_SEED));
    }

    @Override
    public int run(ParseResult line, Context context) throws CommandFailed, IOException, InterruptedException {
        String text = Options.parameter(line);
        Path path = Places.path(text);
        Path target = Places.path(Options.text(line, OUT));
        List<List<String>> trackers = Places.trackers(Options.texts(line, Options.TRACKER));
        String pieceSize = Options.text(line, PIECE_SIZE);
        Version version = version(Options.text(line, VERSION));
        int size = pieceSize == null ? 0 : Quantity.pieceSize(PIECE_SIZE, pieceSize);
        if (!Files.exists(path)) {
            throw CommandFailed.usage(text + " does not exist");
        }
        // Said now, not when hours of hashing are over.
        if (Files.isDirectory(target) || !Files.isDirectory(target.getParent())) {
            throw CommandFailed.usage(Files.isDirectory(target) ? target + " is a folder; " + OUT + " takes the file to write"
                    : "the folder " + target.getParent() + " of " + OUT + " does not exist");
        }
        Metainfo torrent = new Hashing(context, false).create(path,
                creator -> options(creator, line, trackers).version(version).pieceLength(size));
        write(target, torrent.toBencode());
        context.terminal().line("wrote " + target);
        for (InfoHash hash : torrent.infoHashes().all()) {
            context.terminal().line(hash + "  " + (hash.equals(torrent.infoHashes().primary()) ? figures(torrent) : "(version 2)"));
        }
        context.terminal().line(Magnet.of(torrent).toString());
        if (version == Version.V2) {
            context.terminal().complain("it has version 2 hashes alone: Freshet can show and check it, but not download or seed it yet;"
                    + " hybrid torrents work");
        }
        return ExitCode.OK;
    }

    private static String figures(Metainfo torrent) {
        long files = torrent.layout().files().stream().filter(file -> !file.isPadding()).count();
        return Text.count(files, "file") + ", "
                + Text.bytes(torrent.layout().contentLength()) + ", " + Text.count(torrent.layout().pieceCount(), "piece")
                + " of " + Text.bytes(torrent.layout().pieceLength());
    }

    private static Version version(String text) throws CommandFailed {
        return switch (text == null ? "v1" : text.toLowerCase(Locale.ROOT)) {
            case "v1", "1" -> Version.V1;
            case "v2", "2" -> Version.V2;
            case "hybrid" -> Version.HYBRID;
            default -> throw CommandFailed.usage(VERSION + " takes v1, v2 or hybrid, not \"" + text + "\"");
        };
    }

    private static TorrentCreator options(TorrentCreator creator, ParseResult line, List<List<String>> trackers) {
        return creator.trackers(trackers).webSeeds(Options.texts(line, WEB_SEED)).comment(Options.text(line, COMMENT))
                .privateTorrent(Options.has(line, PRIVATE)).creationDate(Instant.now());
    }

    /** Either the whole torrent is there or none. */
    private static void write(Path target, byte[] bytes) throws IOException {
        Path part = target.resolveSibling("." + target.getFileName() + "." + ProcessHandle.current().pid() + ".part");
        try {
            Files.write(part, bytes);
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
