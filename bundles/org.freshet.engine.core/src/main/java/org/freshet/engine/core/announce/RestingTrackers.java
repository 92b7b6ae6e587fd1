package org.freshet.engine.core.announce;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.freshet.discovery.ScrapeEntry;
import org.freshet.engine.TrackerStatus;
import org.freshet.engine.core.SessionServices;
import org.freshet.metainfo.InfoHash;
import org.freshet.transport.Fault;

/**
 * The trackers of a torrent that does not run: while somebody looks at them they are asked now and then what they know of it, without
 * announcing. Event loop only.
 */
public final class RestingTrackers {
    private static final long ASK_EVERY = TimeUnit.MINUTES.toNanos(15);
    private static final int MAX_ASKED = 10;

    /** What one tracker said. */
    private static final class Answer {
        final TrackerAddress address;
        long askedAt;
        boolean working;
        String message = "";
        int seeds = -1;
        int downloaders = -1;

        Answer(TrackerAddress address) {
            this.address = address;
        }
    }

    private final SessionServices session;
    private final InfoHash torrent;
    private final Runnable changed;
    private final Map<String, Answer> answers = new HashMap<>();

    /** @param changed called when a tracker has answered */
    public RestingTrackers(SessionServices session, InfoHash torrent, Runnable changed) {
        this.session = session;
        this.torrent = torrent;
        this.changed = changed;
    }

    /** Somebody looks: asks those that were not asked lately. */
    public void ask(List<List<String>> tiers) {
        tiers.stream().flatMap(List::stream).limit(MAX_ASKED).forEach(this::ask);
    }

    private void ask(String url) {
        Answer a = answers.get(url);
        if (a != null && session.now() - a.askedAt < ASK_EVERY) {
            return;
        }
        Answer answer = a != null ? a : new Answer(new TrackerAddress(url));
        answers.put(url, answer);
        answer.askedAt = session.now();
        URI uri = answer.address.uri();
        if (uri == null || uri.getScheme() == null) {
            answer.message = "this is no valid address";
            return;
        }
        session.scraper().ask(uri, torrent, new Scraper.Sink() {
            @Override
            public void counted(ScrapeEntry counts) {
                answer.working = true;
                answer.message = counts == null ? "it does not know this torrent" : "";
                answer.seeds = counts == null ? -1 : counts.complete();
                answer.downloaders = counts == null ? -1 : counts.incomplete();
                changed.run();
            }

            @Override
            public void failed(Fault why) {
                answer.working = false;
                // that it tells no counts is nothing to worry anybody with
                answer.message = why.kind() == Fault.Kind.UNSUPPORTED ? "" : answer.address.withoutSecrets(why.message());
                changed.run();
            }
        });
    }

    /** What is known of them. */
    public List<TrackerStatus> status(List<List<String>> tiers) {
        return status(tiers, answers);
    }

    /** The same where none was ever asked. Any thread. */
    public static List<TrackerStatus> unasked(List<List<String>> tiers) {
        return status(tiers, Map.of());
    }

    private static List<TrackerStatus> status(List<List<String>> tiers, Map<String, Answer> answers) {
        List<TrackerStatus> all = new ArrayList<>();
        for (int i = 0; i < tiers.size(); i++) {
            for (String url : tiers.get(i)) {
                Answer known = answers.get(url);
                Answer a = known != null ? known : new Answer(new TrackerAddress(url));
                all.add(new TrackerStatus(a.address.shown(), i, a.working, a.message, a.seeds, a.downloaders, null));
            }
        }
        return all;
    }
}
