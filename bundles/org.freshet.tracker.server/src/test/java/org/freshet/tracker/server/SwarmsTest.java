package org.freshet.tracker.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import io.netty.util.concurrent.MockTicker;
import io.netty.util.concurrent.Ticker;

/** What is forgotten, on a clock of the test's. */
class SwarmsTest {
    private static final Duration INTERVAL = Duration.ofMinutes(10);

    private final MockTicker clock = Ticker.newMockTicker();
    private final Swarms swarms = new Swarms(TrackerServerConfig.defaults().every(INTERVAL, INTERVAL), clock);

    private Swarm.Answer announce(String torrent, String address, String more) throws Exception {
        String query = "info_hash=" + torrent.repeat(20) + "&peer_id=" + "p".repeat(20) + "&port=1" + more;
        return swarms.announce(AnnounceQuery.parse(query,
                InetAddress.getByName(address)));
    }

    @Test
    void aPeerIsForgottenAfterTwoIntervals() throws Exception {
        announce("a", "1.1.1.1", "");
        clock.advance(20, TimeUnit.MINUTES);
        assertEquals(1, announce("a", "1.1.1.2", "").peers().size());
        clock.advance(1, TimeUnit.MILLISECONDS);
        Swarm.Answer answer = announce("a", "1.1.1.3", "");
        assertEquals(1, answer.peers().size());
        assertEquals("/1.1.1.2", answer.peers().getFirst().address().toString());
        assertEquals(2, answer.counts().incomplete());
    }

    @Test
    void whoAnnouncesAgainIsKept() throws Exception {
        announce("a", "1.1.1.1", "");
        announce("a", "1.1.1.2", "");
        clock.advance(15, TimeUnit.MINUTES);
        announce("a", "1.1.1.1", "");
        clock.advance(15, TimeUnit.MINUTES);
        assertEquals("/1.1.1.1", announce("a", "1.1.1.3", "").peers().getFirst().address().toString());
    }

    @Test
    void aTorrentThatNobodyAnnouncesIsForgottenToo() throws Exception {
        announce("a", "1.1.1.1", "&left=0&event=completed");
        announce("b", "1.1.1.1", "");
        assertEquals(new Swarm.Counts(1, 1, 0), swarms.counts("a".repeat(20).getBytes()));
        clock.advance(19, TimeUnit.MINUTES);
        announce("b", "1.1.1.1", "");
        clock.advance(2, TimeUnit.MINUTES);
        assertNull(swarms.counts("a".repeat(20).getBytes()));
        assertEquals(new Swarm.Counts(0, 0, 1), swarms.counts("b".repeat(20).getBytes()));
    }

    @Test
    void aShortIntervalDoesNotMakePeersForgottenThatAnnounceAsSeldomAsTheyUsuallyDo() throws Exception {
        Swarms hasty = new Swarms(TrackerServerConfig.defaults().every(Duration.ofSeconds(5), Duration.ofSeconds(1)), clock);
        String query = "info_hash=" + "a".repeat(20) + "&peer_id=" + "p".repeat(20) + "&port=1";
        hasty.announce(AnnounceQuery.parse(query, InetAddress.getByName("1.1.1.1")));
        clock.advance(11, TimeUnit.MINUTES);
        assertEquals(new Swarm.Counts(0, 0, 1), hasty.counts("a".repeat(20).getBytes()));
        clock.advance(2, TimeUnit.MINUTES);
        assertNull(hasty.counts("a".repeat(20).getBytes()));
    }

    @Test
    void onlyAPeerOnLoopbackMaySayItsAddress() throws Exception {
        String query = "info_hash=" + "a".repeat(20) + "&peer_id=" + "p".repeat(20) + "&port=1&ip=9.9.9.9";
        assertEquals("/9.9.9.9", AnnounceQuery.parse(query, InetAddress.getByName("127.0.0.1")).address().toString());
        assertEquals("/1.1.1.1", AnnounceQuery.parse(query, InetAddress.getByName("1.1.1.1")).address().toString());
    }
}
