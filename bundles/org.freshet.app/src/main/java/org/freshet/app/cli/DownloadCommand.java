package org.freshet.app.cli;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import org.freshet.app.cli.StopSignal.Stopped;
import org.freshet.engine.AddTorrent;
import org.freshet.engine.AddTorrent.ExistingData;
import org.freshet.engine.AddTorrent.Source;
import org.freshet.engine.FilePriority;
import org.freshet.engine.FileStatus;
import org.freshet.engine.RateLimits;
import org.freshet.transport.PeerAddress;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code freshet download}: fetches torrents until all that is wanted of them is complete, verified and durable. */
final class DownloadCommand extends SessionCommand {
    private static final String TO = "--to";
    private static final String FILES = "--files";
    private static final String SEQUENTIAL = "--sequential";
    private static final String LIMIT_DOWN = "--limit-down";
    private static final String LIMIT_UP = "--limit-up";
    private static final String SEED = "--seed";
    private static final String NO_RESUME = "--no-resume";

    private Context context;
    private boolean seedOn;
    private String glob = "";
    private final Set<Watched> filesSeen = new HashSet<>();

    @Override
    public CommandSpec spec() {
        return Options.command("download", "Download torrents.",
                "Ends with 0 once all wanted data is complete, verified and safely stored.",
                "Ctrl-C stops; the same command goes on.")
                .addPositional(Options.many("SOURCE", "A torrent file, the http or https URL of one, or a magnet link."))
                .addOption(Options.required("DIR", "The folder for the data; or a storage's URI, such as mem: for memory.", TO))
                .addOption(Options.listen())
                .addOption(Options.peer())
                .addOption(Options.tracker("One more tracker for each torrent."))
                .addOption(Options.value("GLOB", "Only the files that match, such as '**.mkv' or 'Season 1/*'.", FILES))
                .addOption(Options.flag("Fetch pieces in order.", SEQUENTIAL))
                .addOption(Options.value("RATE", "Receive at most so many bytes per second: 500k, 2M, 1.5MiB.", LIMIT_DOWN))
                .addOption(Options.value("RATE", "Send at most so many bytes per second.", LIMIT_UP))
                .addOption(Options.flag("Go on seeding when complete, until Ctrl-C.", SEED))
                .addOption(Options.flag("Check all data that is there, whatever the profile remembers.", NO_RESUME))
                .addOption(Options.json("Print JSON, an object a line, each second and at the end."));
    }

    @Override
    Job prepare(ParseResult line, Context where, Report report) throws CommandFailed, InterruptedException {
        context = where;
        seedOn = Options.has(line, SEED);
        glob = Options.text(line, FILES) == null ? "" : Options.text(line, FILES);
        URI to = Places.root(Options.text(line, TO));
        List<URI> listen = Places.listen(Options.texts(line, Options.LISTEN));
        List<PeerAddress> peers = Places.peers(Options.texts(line, Options.PEER));
        List<List<String>> trackers = Places.trackers(Options.texts(line, Options.TRACKER));
        OptionalLong down = rate(line, LIMIT_DOWN);
        OptionalLong up = rate(line, LIMIT_UP);
        ExistingData data = Options.has(line, NO_RESUME) ? ExistingData.CHECK : ExistingData.RESUME;
        List<Source> sources = new ArrayList<>();
        for (String text : Options.parameters(line)) {
            sources.add(Sources.load(text));
        }
        URI root = Places.made(to);
        List<AddTorrent> torrents = new ArrayList<>();
        for (Source source : sources) {
            AddTorrent add = source.metainfo().isPresent() ? AddTorrent.of(source.metainfo().get(), root)
                    : AddTorrent.of(source.magnet().get(), root);
            torrents.add(add.withPeers(peers).withTrackers(trackers).withWantedGlob(glob)
                    .withSequential(Options.has(line, SEQUENTIAL)).withData(data));
        }
        return new Job(profile -> profile.withLimits(new RateLimits(down.orElse(profile.limits().down()), up.orElse(profile.limits().up()))),
                listen, torrents);
    }

    private static OptionalLong rate(ParseResult line, String option) throws CommandFailed {
        String text = Options.text(line, option);
        return text == null ? OptionalLong.empty() : OptionalLong.of(Quantity.rate(option, text));
    }

    @Override
    void work(SessionRun run, List<Watched> torrents) throws Stopped, InterruptedException {
        run.watch(torrents, torrent -> judge(run, torrent));
        if (seedOn && torrents.stream().anyMatch(w -> !w.failed())) {
            run.watchOn(torrents);
        }
    }

    private void judge(SessionRun run, Watched torrent) {
        if (!glob.isEmpty() && wantsNothing(torrent)) {
            // Nothing of it is wanted, so the profile need not remember it.
            run.session().remove(torrent.torrent(), false);
            torrent.fail(ExitCode.USAGE, "--files '" + glob + "' matches none of its " + torrent.torrent().files().size()
                    + " files");
            return;
        }
        CompletableFuture<Void> completed = torrent.torrent().completed().toCompletableFuture();
        if (completed.isCompletedExceptionally()) {
            torrent.fail(ExitCode.FAILED, CommandFailed.why(completed.exceptionNow()));
        } else if (completed.isDone()) {
            // The figures may be older than the completion.
            torrent.refresh();
            torrent.finish();
        } else {
            failIfStuck(torrent, context);
        }
    }

    /** Whether the files are known and none is wanted; looked at once. */
    private boolean wantsNothing(Watched torrent) {
        if (filesSeen.contains(torrent)) {
            return false;
        }
        List<FileStatus> files = torrent.torrent().files();
        if (files.isEmpty()) {
            return false;
        }
        filesSeen.add(torrent);
        return files.stream().allMatch(file -> file.priority() == FilePriority.SKIP);
    }

    @Override
    String stoppedMessage() {
        return "stopped; the same command goes on where this one stopped";
    }
}
