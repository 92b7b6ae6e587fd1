package org.freshet.app.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.freshet.metainfo.Layout;
import org.freshet.metainfo.Metainfo;
import org.freshet.metainfo.TorrentFile;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code freshet check}: whether data on disk is that of a torrent, file by file. */
final class CheckCommand implements Command {
    private static final String FROM = "--from";
    private static final int NAMED_FILES = 3;

    @Override
    public CommandSpec spec() {
        return Options.command("check", "Compare data on disk with a torrent.",
                "Reads everything and changes nothing. Ends with 0 if the data is whole, with 1 if pieces are missing or bad.")
                .addPositional(Options.one("TORRENT", "The torrent file."))
                .addOption(Options.required("DIR", "The folder that holds the torrent's file or folder.", FROM))
                .addOption(Options.json("Print JSON: progress each second, the result at the end."));
    }

    @Override
    public int run(ParseResult line, Context context) throws CommandFailed, IOException, InterruptedException {
        String text = Options.parameter(line);
        Metainfo torrent = Sources.torrent(text);
        if (!torrent.hasPieceHashes()) {
            throw CommandFailed.usage(text + " lacks its piece layers, without which nothing can be checked");
        }
        boolean json = Options.has(line, Options.JSON);
        Verification verification = new Verification(torrent, Places.existingFolder(FROM, Options.text(line, FROM)));
        verification.run(context.pace(), json ? 1000 : 250, (done, total) -> progress(context, json, torrent, done, total));
        if (json) {
            context.terminal().line(result(torrent, verification).toString());
        } else {
            print(torrent, verification, context.terminal());
        }
        if (!verification.whole()) {
            throw CommandFailed.reported(summary(torrent, verification));
        }
        return ExitCode.OK;
    }

    private static void progress(Context context, boolean json, Metainfo torrent, long done, long total) {
        if (json) {
            context.terminal().lineNow(new JsonLine().putThousandths("time", context.pace().millis()).put("state", "checking")
                    .put("name", torrent.name()).put("infoHash", torrent.infoHashes().primary().hex()).put("total", total)
                    .put("checked", done).putThousandths("progress", total == 0 ? 0 : (long) (1000.0 * done / total)).toString());
        } else if (context.terminal().interactive()) {
            String bar = "checking " + Text.oneLine(torrent.name()) + "  " + Text.percent((double) done / total) + "  "
                    + Text.bytes(done) + " of " + Text.bytes(total);
            context.terminal().bar(Text.cut(bar, context.terminal().columns() - 1));
        }
    }

    private static void print(Metainfo torrent, Verification verification, Terminal to) {
        Layout layout = torrent.layout();
        for (int i = 0; i < layout.files().size(); i++) {
            if (checked(layout.files().get(i))) {
                to.line(verification.result(i).label() + "  " + Text.oneLine(path(layout, i)) + details(verification, i));
            }
        }
        if (verification.whole()) {
            to.line("whole: " + Text.count(layout.pieceCount(), "piece") + ", " + Text.bytes(layout.contentLength()));
        }
    }

    private static String details(Verification verification, int file) {
        return switch (verification.result(file)) {
            case OK, MISSING -> "";
            case BAD -> {
                String size = verification.size(file) == verification.expectedSize(file) ? ""
                        : ", " + verification.size(file) + " bytes instead of " + verification.expectedSize(file);
                yield " (" + verification.badPieces(file) + " of " + Text.count(verification.pieces(file), "piece") + size + ")";
            }
        };
    }

    private static JsonLine result(Metainfo torrent, Verification verification) {
        Layout layout = torrent.layout();
        List<JsonLine> files = new ArrayList<>(layout.files().size());
        for (int i = 0; i < layout.files().size(); i++) {
            if (checked(layout.files().get(i))) {
                files.add(new JsonLine().put("path", path(layout, i)).put("length", verification.expectedSize(i))
                        .put("state", verification.result(i).name().toLowerCase(java.util.Locale.ROOT))
                        .put("pieces", verification.pieces(i)).put("badPieces", verification.badPieces(i)));
            }
        }
        boolean whole = verification.whole();
        return new JsonLine().put("event", whole ? "finished" : "failed")
                .put("error", whole ? null : summary(torrent, verification))
                .put("name", torrent.name()).put("infoHash", torrent.infoHashes().primary().hex())
                .put("total", layout.contentLength()).put("pieces", layout.pieceCount())
                .put("good", layout.pieceCount() - verification.bad()).put("bad", verification.bad()).putObjects("files", files);
    }

    private static String summary(Metainfo torrent, Verification verification) {
        Layout layout = torrent.layout();
        StringBuilder files = new StringBuilder();
        int bad = 0;
        for (int i = 0; i < layout.files().size(); i++) {
            if (checked(layout.files().get(i)) && verification.result(i) != Verification.Result.OK && ++bad <= NAMED_FILES) {
                files.append(bad == 1 ? "" : ", ").append(path(layout, i));
            }
        }
        String what = verification.bad() == 0 ? "empty files are missing: "
                : verification.bad() + " of " + Text.count(layout.pieceCount(), "piece") + " are missing or bad, in ";
        return what + files
                + (bad > NAMED_FILES ? " and " + Text.count(bad - NAMED_FILES, "more file") : "");
    }

    private static boolean checked(TorrentFile file) {
        return !file.isPadding() && !file.isSymlink();
    }

    private static String path(Layout layout, int file) {
        return String.join("/", layout.relativePath(file));
    }
}
