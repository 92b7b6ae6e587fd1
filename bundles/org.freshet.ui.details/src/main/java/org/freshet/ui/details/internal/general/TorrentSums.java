package org.freshet.ui.details.internal.general;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.freshet.engine.TorrentStatus;
import org.freshet.engine.TorrentStatus.State;

/**
 * The sums of several torrents.
 *
 * @param whole all as if they were one; without a state of its own and without a time left
 * @param states how many are in each state that occurs
 */
record TorrentSums(TorrentStatus whole, Map<State, Integer> states) {

    static TorrentSums of(List<TorrentStatus> each) {
        TorrentStatus sum = new TorrentStatus(State.PAUSED, "", 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, Optional.empty(),
                Instant.EPOCH);
        Map<State, Integer> states = new EnumMap<>(State.class);
        for (TorrentStatus s : each) {
            states.merge(s.state(), 1, Integer::sum);
            sum = new TorrentStatus(State.PAUSED, "", sum.total() + s.total(), sum.wanted() + s.wanted(), sum.done()
                    + s.done(), 0,
                    sum.downRate() + s.downRate(), sum.upRate() + s.upRate(), sum.downloaded() + s.downloaded(),
                    sum.uploaded() + s.uploaded(), sum.wasted() + s.wasted(), sum.peers() + s.peers(), sum.seeds() + s.seeds(),
                    sum.knownPeers() + s.knownPeers(), Optional.empty(), Instant.EPOCH);
        }
        return new TorrentSums(sum, Map.copyOf(states));
    }
}
