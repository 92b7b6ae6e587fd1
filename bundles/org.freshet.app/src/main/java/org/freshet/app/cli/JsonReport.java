package org.freshet.app.cli;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

import org.freshet.engine.SessionStatus;
import org.freshet.engine.TorrentStatus;

/**
 * One JSON object a line: each second one for each torrent that is not at its end, and one with an {@code event} when something
 * is.
 */
final class JsonReport extends TerminalReport {
    private static final long INTERVAL_MILLIS = 1000;

    JsonReport(Terminal terminal, Pace pace) {
        super(terminal, pace, INTERVAL_MILLIS);
    }

    @Override
    public void progress(SessionStatus session, List<Watched> torrents) {
        for (Watched torrent : torrents) {
            if (!torrent.failed()) {
                terminal().lineNow(figures(new JsonLine(), session, torrent).toString());
            }
        }
    }

    @Override
    public void ended(SessionStatus session, Watched torrent) {
        JsonLine line = new JsonLine().put("event", torrent.failed() ? "failed" : "finished");
        terminal().lineNow(figures(line, session, torrent).put("error", torrent.error()).toString());
    }

    @Override
    public void offered(SessionStatus session, Watched torrent, String magnet) {
        JsonLine line = new JsonLine().put("event", "offered");
        terminal().lineNow(figures(line, session, torrent).put("magnet", magnet).toString());
    }

    private JsonLine figures(JsonLine line, SessionStatus session, Watched torrent) {
        TorrentStatus s = torrent.status();
        List<String> listen = session.listening().stream().map(URI::toString).toList();
        List<Integer> ports = new ArrayList<>();
        for (URI place : session.listening()) {
            ports.add(place.getPort());
        }
        return line.putThousandths("time", pace().millis())
                .put("state", StatusLine.name(s.state()))
                .put("reason", s.reason())
                .put("name", torrent.torrent().name())
                .put("infoHash", torrent.torrent().infoHashes().primary().hex())
                .put("total", s.total())
                .put("wanted", s.wanted())
                .put("done", s.done())
                .putThousandths("progress", (long) (torrent.done() * 1000))
                .putThousandths("checked", (long) (s.checked() * 1000))
                .put("downRate", s.downRate())
                .put("upRate", s.upRate())
                .put("downloaded", s.downloaded())
                .put("uploaded", s.uploaded())
                .put("wasted", s.wasted())
                .put("peers", s.peers())
                .put("seeds", s.seeds())
                .put("knownPeers", s.knownPeers())
                .putNumber("timeLeft", s.timeLeft().isPresent() ? Long.valueOf(s.timeLeft().get().toSeconds()) : null)
                .putStrings("listen", listen)
                .putNumbers("listenPorts", ports);
    }
}
