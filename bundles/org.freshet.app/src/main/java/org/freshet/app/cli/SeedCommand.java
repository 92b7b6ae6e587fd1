package org.freshet.app.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

import org.freshet.app.cli.StopSignal.Stopped;
import org.freshet.engine.AddTorrent;
import org.freshet.engine.AddTorrent.ExistingData;
import org.freshet.engine.SessionStatus;
import org.freshet.engine.TorrentStatus.State;
import org.freshet.metainfo.HostPort;
import org.freshet.metainfo.Layout;
import org.freshet.metainfo.Magnet;
import org.freshet.metainfo.Metainfo;
import org.freshet.metainfo.TorrentFile;
import org.freshet.transport.PeerAddress;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code freshet seed}: offers data that is there, of a torrent or of one made for it on the spot, until the user stops it. */
final class SeedCommand extends SessionCommand {
    private static final String FROM = "--from";
    private static final String TORRENT_SUFFIX = ".torrent";

    private final List<Metainfo> offered = new ArrayList<>();
    private Context context;
    private Report report;

    @Override
    public CommandSpec spec() {
        return Options.command("seed", "Offer data to others, until Ctrl-C.",
                "Of a file or folder that is no torrent, a torrent is made in memory and its magnet link printed.")
                .addPositional(Options.many("TORRENT|PATH", "A torrent file, or a file or folder to share."))
                .addOption(Options.value("DIR",
                        "The folder that holds the torrents' data. Default: the folder of each torrent file.", FROM))
                .addOption(Options.listen())
                .addOption(Options.peer())
                .addOption(Options.tracker("One more tracker; announced to, and part of the magnet link."))
                .addOption(Options.json("Print JSON, an object a line, each second."));
    }

    @Override
    Job prepare(ParseResult line, Context where, Report to) throws CommandFailed, InterruptedException {
        context = where;
        report = to;
        List<URI> listen = Places.listen(Options.texts(line, Options.LISTEN));
        List<PeerAddress> peers = Places.peers(Options.texts(line, Options.PEER));
        List<List<String>> trackers = Places.trackers(Options.texts(line, Options.TRACKER));
        String from = Options.text(line, FROM);
        List<AddTorrent> torrents = new ArrayList<>();
        for (String text : Options.parameters(line)) {
            Path path = Places.path(text);
            AddTorrent add = isTorrent(path) ? ofTorrent(text, path, from) : ofContent(text, path, from, trackers);
            torrents.add(add.withPeers(peers).withTrackers(trackers));
        }
        return new Job(UnaryOperator.identity(), listen, torrents);
    }

    private static boolean isTorrent(Path path) {
        return path.getFileName() != null && path.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(TORRENT_SUFFIX)
                && !Files.isDirectory(path);
    }

    private AddTorrent ofTorrent(String text, Path path, String from) throws CommandFailed {
        Metainfo torrent = Sources.torrent(text);
        Path folder = from == null ? path.getParent() : Places.existingFolder(FROM, from);
        requireFiles(torrent.layout(), folder);
        offered.add(torrent);
        return AddTorrent.of(torrent, folder.toUri()).withData(ExistingData.MUST_BE_COMPLETE);
    }

    /** Files that are missing or too short are seen at once; whether their bytes are right, the engine finds out. */
    private static void requireFiles(Layout layout, Path folder) throws CommandFailed {
        for (int i = 0; i < layout.files().size(); i++) {
            TorrentFile file = layout.files().get(i);
            if (file.isPadding() || file.isSymlink()) {
                continue;
            }
            Path path = folder.resolve(String.join("/", layout.relativePath(i)));
            try {
                long size = Files.size(path);
                if (size != file.length()) {
                    throw CommandFailed.job(path + " has " + size + " bytes instead of " + file.length()
                            + "; use `freshet download` to mend it");
                }
            } catch (IOException e) {
                throw CommandFailed.job("the data of " + layout.name() + " is not in " + folder + ": " + CommandFailed.why(e)
                        + "; say with --from where it is");
            }
        }
    }

    private AddTorrent ofContent(String text, Path path, String from, List<List<String>> trackers)
            throws CommandFailed, InterruptedException {
        if (from != null) {
            throw CommandFailed.usage("--from says where the data of a torrent file is; " + text + " is no torrent file");
        }
        if (!Files.exists(path)) {
            throw CommandFailed.usage(text + " does not exist");
        }
        Metainfo torrent = new Hashing(context, report instanceof JsonReport).create(path, creator -> creator.trackers(trackers));
        offered.add(torrent);
        return AddTorrent.of(torrent, path.getParent().toUri()).withData(ExistingData.COMPLETE);
    }

    @Override
    void work(SessionRun run, List<Watched> torrents) throws Stopped, InterruptedException {
        for (Watched torrent : torrents) {
            offer(run.session().status(), torrent);
        }
        run.watch(torrents, this::judge);
    }

    private void offer(SessionStatus session, Watched torrent) {
        for (Metainfo metainfo : offered) {
            if (metainfo.infoHashes().equals(torrent.torrent().infoHashes())) {
                report.offered(session, torrent, magnet(metainfo, torrent, session));
                return;
            }
        }
    }

    /** With all trackers, those of the command line too, and with our address where that is one. */
    private static String magnet(Metainfo metainfo, Watched torrent, SessionStatus session) {
        Magnet link = Magnet.of(metainfo);
        List<String> trackers = new ArrayList<>(link.trackers());
        torrent.torrent().trackers().forEach(tracker -> {
            // The status shows no query; a tracker that has one is in the torrent already.
            if (trackers.stream().noneMatch(url -> url.startsWith(tracker.url()))) {
                trackers.add(tracker.url());
            }
        });
        List<HostPort> here = session.listening().stream().map(SeedCommand::reachable).flatMap(Optional::stream).toList();
        return new Magnet(link.infoHashes(), link.displayName(), trackers, link.webSeeds(), here, List.of()).toString();
    }

    private static Optional<HostPort> reachable(URI listening) {
        String host = listening.getHost();
        boolean wildcard = host == null || host.equals("0.0.0.0") || host.equals("[::]") || host.startsWith("[0:0:0:0:0:0:0:0");
        if (wildcard || !"tcp".equals(listening.getScheme())) {
            return Optional.empty();
        }
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        return Optional.of(new HostPort(bare, listening.getPort()));
    }

    private void judge(Watched torrent) {
        long missing = torrent.status().wanted() - torrent.status().done();
        if (torrent.status().state() == State.PAUSED && missing > 0) { // the engine fetches nothing of such a torrent
            torrent.fail(ExitCode.FAILED, Text.bytes(missing)
                    + " of its data differ from the torrent; see `freshet check`, or use"
                    + " `freshet download` to mend it");
        } else {
            failIfStuck(torrent, context);
        }
    }

    @Override
    String stoppedMessage() {
        return "stopped seeding";
    }
}
