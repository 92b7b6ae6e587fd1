package org.freshet.ui.torrents.internal.model;

import java.nio.file.Path;
import java.util.List;

import org.freshet.engine.FileStatus;
import org.freshet.engine.Torrent;
import org.freshet.engine.TrackerStatus;
import org.freshet.metainfo.InfoHash;
import org.freshet.metainfo.Magnet;

/** What can be copied of a torrent, and where its files are. May read the state store: not for the UI thread. */
public final class Links {
    private Links() {
    }

    /** Its magnet link, with the trackers that are known. */
    public static String magnet(Torrent torrent) {
        return torrent.metainfo().map(Magnet::of).orElseGet(() -> new Magnet(torrent.infoHashes(), torrent.name(),
                torrent.trackers().stream().map(TrackerStatus::url).distinct().toList(), List.of(), List.of(), List.of()))
                .toString();
    }

    /** Its info-hashes in hex digits, one a line. */
    public static String infoHash(Torrent torrent) {
        return String.join("\n", torrent.infoHashes().all().stream().map(InfoHash::hex).toList());
    }

    /** The folder to look into: the one that all its files share, else its root. */
    public static Path folder(Torrent torrent) {
        Path root = Path.of(torrent.root());
        List<FileStatus> files = torrent.files();
        String top = files.isEmpty() || files.get(0).path().size() < 2 ? null : files.get(0).path().get(0);
        boolean shared = top != null && files.stream().allMatch(file -> file.path().size() > 1 && file.path().get(0).equals(top));
        return shared ? root.resolve(top) : root;
    }

    /** What "open" opens: the only file once it is whole, else the folder. */
    public static Path opened(Torrent torrent) {
        List<FileStatus> files = torrent.files();
        if (files.size() == 1 && files.get(0).done() == files.get(0).length()) {
            Path file = Path.of(torrent.root());
            for (String name : files.get(0).path()) {
                file = file.resolve(name);
            }
            return file;
        }
        return folder(torrent);
    }
}
