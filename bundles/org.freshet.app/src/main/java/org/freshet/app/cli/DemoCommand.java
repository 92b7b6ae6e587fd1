package org.freshet.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

import org.freshet.app.cli.StopSignal.Stopped;
import org.freshet.discovery.TrackerHost;
import org.freshet.metainfo.Metainfo;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * {@code freshet demo}: the program's main job on data of its own. A tracker, a seed and a download, the latter two each in a
 * process and a profile of its own, all on 127.0.0.1; at the end every file is compared, and nothing stays.
 */
final class DemoCommand implements Command {
    private static final String ANY_PORT = "127.0.0.1:0";
    private static final int SEED_SECONDS = 60;
    private static final int DOWNLOAD_SECONDS = 180;
    private static final long REDRAW_MILLIS = 250;

    private Context context;
    private Path launcher;

    @Override
    public CommandSpec spec() {
        return Options.command("demo", "Show a transfer between two Freshets on this machine.",
                "Makes some files, seeds them in one process, downloads them in another, compares all, and cleans up.");
    }

    @Override
    public int run(ParseResult line, Context where) throws CommandFailed, IOException, InterruptedException {
        context = where;
        launcher = context.services().launcher().orElseThrow(() -> CommandFailed.job(
                "the program that starts Freshet is not known; set FRESHET_LAUNCHER to the path of the `freshet` script"));
        try (StopSignal stop = context.stopSignals().get()) {
            Path folder = Files.createTempDirectory("freshet-demo-");
            try {
                return show(stop, folder);
            } catch (Stopped e) {
                context.terminal().complain("stopped");
                return ExitCode.INTERRUPTED;
            } finally {
                context.terminal().endBar();
                DemoData.delete(folder);
                context.terminal().flush();
            }
        }
    }

    private int show(StopSignal stop, Path folder) throws CommandFailed, IOException, Stopped, InterruptedException {
        Path source = folder.resolve("here/freshet-demo");
        DemoData.write(source);
        Map<String, String> expected = DemoData.hashes(source);
        // The tracker is an optional part of the product.
        try (TrackerHost.Hosted tracker = context.services().tracker().orElse(null)) {
            context.terminal().lineNow(tracker == null
                    ? "no tracker is installed (feature org.freshet.tracker.server); the download is told where the seed is"
                    : "tracker at " + tracker.announce());
            List<List<String>> tiers = tracker == null ? List.of() : List.of(List.of(tracker.announce().toString()));
            Metainfo torrent = new Hashing(context, false).create(source, creator -> creator.trackers(tiers));
            Path file = Files.write(folder.resolve("freshet-demo.torrent"), torrent.toBencode());
            long bytes = torrent.layout().contentLength();
            context.terminal().lineNow("made " + Text.count(expected.size(), "file") + ", " + Text.bytes(bytes) + ", info-hash "
                    + torrent.infoHashes().primary());
            Path target = folder.resolve("there");
            long millis = transfer(stop, folder, file, target, tracker == null);
            return compare(expected, DemoData.hashes(target.resolve("freshet-demo")), bytes, millis);
        }
    }

    /** Returns how many milliseconds the download's process took from its start to its end. */
    private long transfer(StopSignal stop, Path folder, Path torrent, Path target, boolean tellPeer)
            throws CommandFailed, IOException, Stopped, InterruptedException {
        List<String> seed = List.of("--profile", folder.resolve("profile-1").toString(), "seed", torrent.toString(), "--from",
                folder.resolve("here").toString(), "--listen", ANY_PORT, "--json");
        try (DemoProcess seeding = DemoProcess.start(launcher, seed, folder.resolve("seed.log"),
                line -> line.contains("\"state\":\"seeding\""))) {
            String offered = await(stop, seeding.found(), SEED_SECONDS, seeding, "the seeding process");
            String port = DemoProcess.field(offered, "listenPorts");
            context.terminal().lineNow("seeding in a process of its own, listening on 127.0.0.1:" + port);
            List<String> download = new ArrayList<>(List.of("--profile", folder.resolve("profile-2").toString(), "download",
                    torrent.toString(), "--to", target.toString(), "--listen", ANY_PORT, "--json"));
            if (tellPeer) {
                download.addAll(List.of("--peer", "127.0.0.1:" + port));
            }
            context.terminal().lineNow("downloading in another");
            long begun = context.pace().nanos();
            try (DemoProcess downloading = DemoProcess.start(launcher, download, folder.resolve("download.log"), line -> false)) {
                watch(stop, downloading);
                if (downloading.exitCode() != ExitCode.OK) {
                    throw CommandFailed.job("the downloading process ended with exit code " + downloading.exitCode() + ": "
                            + downloading.complaint());
                }
            }
            return (context.pace().nanos() - begun) / 1_000_000;
        }
    }

    private void watch(StopSignal stop, DemoProcess downloading) throws CommandFailed, IOException, Stopped,
            InterruptedException {
        CompletableFuture<Object> wake = CompletableFuture.anyOf(stop.raised(), downloading.over());
        long deadline = context.pace().nanos() + DOWNLOAD_SECONDS * 1_000_000_000L;
        while (!downloading.over().isDone()) {
            if (stop.isRaised()) {
                throw new Stopped();
            }
            if (context.pace().nanos() > deadline) {
                throw CommandFailed.job("the download was not complete within " + DOWNLOAD_SECONDS + " seconds: "
                        + downloading.complaint());
            }
            context.pace().pause(wake, REDRAW_MILLIS);
            draw(downloading.line());
        }
    }

    private void draw(String json) {
        String progress = DemoProcess.field(json, "progress");
        if (context.terminal().interactive() && !progress.isEmpty()) {
            double share = Double.parseDouble(progress);
            context.terminal().bar(StatusLine.bar(share, 30) + "  " + Text.percent(share) + "  "
                    + Text.rate(Long.parseLong("0" + DemoProcess.field(json, "downRate"))) + "  "
                    + Text.count(Long.parseLong("0" + DemoProcess.field(json, "peers")), "peer"));
        }
    }

    private <T> T await(StopSignal stop, CompletableFuture<T> awaited, int seconds, DemoProcess process, String what)
            throws CommandFailed, IOException, Stopped, InterruptedException {
        try {
            return stop.await(awaited.copy().orTimeout(seconds, java.util.concurrent.TimeUnit.SECONDS));
        } catch (ExecutionException e) {
            boolean late = e.getCause() instanceof java.util.concurrent.TimeoutException;
            throw CommandFailed.job(what + (late ? " was not ready within " + seconds + " seconds: " : " ended: ")
                    + process.complaint());
        }
    }

    private int compare(Map<String, String> expected, Map<String, String> got, long bytes, long millis) throws CommandFailed {
        List<String> different = new ArrayList<>();
        for (Map.Entry<String, String> file : expected.entrySet()) {
            boolean equal = file.getValue().equals(got.get(file.getKey()));
            context.terminal().line((equal ? "equal      " : "DIFFERENT  ") + file.getValue().substring(0, 16) + "  "
                    + file.getKey());
            if (!equal) {
                different.add(file.getKey());
            }
        }
        got.keySet().stream().filter(file -> !expected.containsKey(file)).forEach(different::add);
        if (!different.isEmpty()) {
            throw CommandFailed.job("these files differ: " + String.join(", ", different));
        }
        context.terminal().line("");
        context.terminal().line("It works: " + Text.count(expected.size(), "file") + ", " + Text.bytes(bytes) + " in "
                + millis / 1000 + "." + millis % 1000 / 100 + " s from start to end, "
                + Text.rate(bytes * 1000 / Math.max(1, millis))
                + "; all SHA-256 hashes are equal.");
        context.terminal().line("Everything has been cleaned up. What to try next:");
        context.terminal().line("  freshet download some.torrent --to ~/Downloads");
        context.terminal().line("  freshet seed ~/Pictures/holiday");
        context.terminal().line("  freshet create ~/Pictures/holiday -o holiday.torrent --tracker http://example.org/announce");
        context.terminal().line("  freshet --help");
        return ExitCode.OK;
    }
}
