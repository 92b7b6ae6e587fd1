package org.freshet.app.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.freshet.engine.AddTorrent.Source;
import org.freshet.metainfo.HostPort;
import org.freshet.metainfo.InfoHash;
import org.freshet.metainfo.InfoHashes;
import org.freshet.metainfo.Layout;
import org.freshet.metainfo.Magnet;
import org.freshet.metainfo.Metainfo;
import org.freshet.metainfo.TorrentFile;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code freshet show}: what is in a torrent or a magnet link. */
final class ShowCommand implements Command {
    private static final int LABEL = 13;

    @Override
    public CommandSpec spec() {
        return Options.command("show", "Show what is in a torrent or a magnet link.")
                .addPositional(Options.one("FILE|MAGNET", "A torrent file, its http or https URL, or a magnet link."))
                .addOption(Options.json("Print one JSON object."));
    }

    @Override
    public int run(ParseResult line, Context context) throws CommandFailed, InterruptedException {
        Source source = Sources.load(Options.parameter(line));
        boolean json = Options.has(line, Options.JSON);
        if (source.metainfo().isPresent()) {
            Metainfo torrent = source.metainfo().get();
            if (json) {
                context.terminal().line(json(torrent).toString());
            } else {
                print(torrent, context.terminal());
            }
        } else {
            Magnet magnet = source.magnet().get();
            if (json) {
                context.terminal().line(json(magnet).toString());
            } else {
                print(magnet, context.terminal());
            }
        }
        return ExitCode.OK;
    }

    private static void print(Metainfo torrent, Terminal to) {
        Layout layout = torrent.layout();
        label(to, "name", torrent.name());
        hashes(to, torrent.infoHashes());
        label(to, "size", Text.bytes(layout.contentLength()) + " (" + layout.contentLength() + " bytes)");
        label(to, "pieces", layout.pieceCount() + " of " + Text.bytes(layout.pieceLength()));
        label(to, "version", version(torrent));
        if (torrent.isPrivate()) {
            label(to, "private", "yes, peers come from its trackers alone");
        }
        for (List<String> tier : torrent.trackerTiers()) {
            label(to, "trackers", String.join(", ", tier));
        }
        for (String url : torrent.webSeeds()) {
            label(to, "web seed", url);
        }
        for (HostPort node : torrent.nodes()) {
            label(to, "DHT node", node.toString());
        }
        optional(to, "comment", torrent.comment());
        optional(to, "made by", torrent.createdBy());
        optional(to, "made on", torrent.creationDate() == null ? null : torrent.creationDate().toString());
        label(to, "magnet", Magnet.of(torrent).toString());
        for (String problem : new TorrentProblems(torrent).list()) {
            label(to, "problem", problem);
        }
        files(layout, to);
    }

    private static void files(Layout layout, Terminal to) {
        to.line(Text.count(visible(layout), "file") + ":");
        for (int i = 0; i < layout.files().size(); i++) {
            TorrentFile file = layout.files().get(i);
            if (!file.isPadding()) {
                String size = Text.bytes(file.length());
                String link = file.isSymlink() ? " -> " + String.join("/", file.symlinkTarget()) : "";
                to.line(" ".repeat(Math.max(1, 12 - size.length())) + size + "  "
                        + Text.oneLine(String.join("/", layout.relativePath(i)) + link));
            }
        }
    }

    private static int visible(Layout layout) {
        int files = 0;
        for (TorrentFile file : layout.files()) {
            files += file.isPadding() ? 0 : 1;
        }
        return files;
    }

    private static void print(Magnet magnet, Terminal to) {
        optional(to, "name", magnet.displayName());
        hashes(to, magnet.infoHashes());
        for (String url : magnet.trackers()) {
            label(to, "tracker", url);
        }
        for (String url : magnet.webSeeds()) {
            label(to, "web seed", url);
        }
        for (HostPort peer : magnet.peers()) {
            label(to, "peer", peer.toString());
        }
        if (!magnet.selectedFiles().isEmpty()) {
            label(to, "files", magnet.selectedFiles().toString());
        }
        label(to, "note", "files and sizes are known once peers have sent the metadata");
    }

    private static void hashes(Terminal to, InfoHashes hashes) {
        for (InfoHash hash : hashes.all()) {
            label(to, hash.isV2() ? "info-hash v2" : "info-hash", hash.hex());
        }
    }

    private static void optional(Terminal to, String label, String value) {
        if (value != null && !value.isEmpty()) {
            label(to, label, value);
        }
    }

    private static void label(Terminal to, String label, String value) {
        to.line(label + " ".repeat(Math.max(1, LABEL - label.length())) + Text.oneLine(value));
    }

    private static String version(Metainfo torrent) {
        return switch (torrent.version()) {
            case V1 -> "1";
            case V2 -> "2";
            case HYBRID -> "1 and 2 (hybrid)";
        };
    }

    private static JsonLine json(Metainfo torrent) {
        Layout layout = torrent.layout();
        List<JsonLine> files = new ArrayList<>(layout.files().size());
        for (int i = 0; i < layout.files().size(); i++) {
            TorrentFile file = layout.files().get(i);
            if (!file.isPadding()) {
                files.add(new JsonLine().put("path", String.join("/", layout.relativePath(i))).put("length", file.length()));
            }
        }
        List<String> trackers = torrent.trackerTiers().stream().flatMap(List::stream).toList();
        return hashes(new JsonLine().put("name", torrent.name()), torrent.infoHashes())
                .put("version", version(torrent))
                .put("total", layout.contentLength())
                .put("pieceLength", layout.pieceLength())
                .put("pieces", layout.pieceCount())
                .put("private", torrent.isPrivate())
                .put("comment", torrent.comment())
                .put("createdBy", torrent.createdBy())
                .putNumber("creationDate", torrent.creationDate() == null ? null
                        : Long.valueOf(torrent.creationDate().getEpochSecond()))
                .putStrings("trackers", trackers)
                .putStrings("webSeeds", torrent.webSeeds())
                .put("magnet", Magnet.of(torrent).toString())
                .putStrings("problems", new TorrentProblems(torrent).list())
                .putObjects("files", files);
    }

    private static JsonLine json(Magnet magnet) {
        return hashes(new JsonLine().put("name", magnet.displayName()), magnet.infoHashes())
                .putStrings("trackers", magnet.trackers())
                .putStrings("webSeeds", magnet.webSeeds())
                .putStrings("peers", magnet.peers().stream().map(HostPort::toString).toList())
                .put("magnet", magnet.toString());
    }

    private static JsonLine hashes(JsonLine line, InfoHashes hashes) {
        Optional<InfoHash> v1 = hashes.optionalV1();
        Optional<InfoHash> v2 = hashes.optionalV2();
        return line.put("infoHash", hashes.primary().hex())
                .put("infoHashV1", v1.isPresent() ? v1.get().hex() : null)
                .put("infoHashV2", v2.isPresent() ? v2.get().hex() : null);
    }
}
