package org.freshet.ui.details.internal.general;

import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.freshet.engine.Torrent;
import org.freshet.engine.TorrentStatus;
import org.freshet.metainfo.InfoHash;
import org.freshet.ui.Quantities;
import org.freshet.ui.Reasons;
import org.freshet.ui.details.internal.Messages;
import org.freshet.ui.details.internal.Texts;

/**
 * What the General view says.
 *
 * @param values the texts of the fields; a field that is not there has nothing to say
 * @param progress the share that is done, 0…1
 * @param facts of the one torrent, or {@code null} while they are unknown
 */
record GeneralTexts(Map<GeneralField, String> values, double progress, TorrentFacts facts) {

    /**
     * What is to be said of some torrents; {@code before}, which was said of the same ones, is given again if nothing changed.
     */
    static GeneralTexts read(List<Torrent> torrents, GeneralTexts before) {
        GeneralTexts now = torrents.size() == 1 ? one(torrents.getFirst(), before) : several(torrents);
        return now.equals(before) ? before : now;
    }

    private static GeneralTexts one(Torrent torrent, GeneralTexts before) {
        TorrentStatus status = torrent.status();
        TorrentFacts facts = before == null ? null : before.facts();
        // While the metadata is unknown there is nothing to load.
        if (facts == null && status.total() > 0) {
            facts = torrent.metainfo().map(TorrentFacts::of).orElse(null);
        }
        Map<GeneralField, String> values = transfer(status);
        values.put(GeneralField.NAME, torrent.name());
        values.put(GeneralField.STATE, state(status, torrent.root()));
        values.put(GeneralField.LIMITS, Texts.limits(torrent.limits()));
        values.put(GeneralField.ORDER, torrent.superSeeding() ? Messages.general_superseeding
                : torrent.sequential() ? Messages.general_sequential : Messages.general_rarest);
        put(values, GeneralField.LABEL, torrent.label());
        torrent.infoHashes().optionalV1().map(InfoHash::hex).ifPresent(hex -> values.put(GeneralField.HASH_V1, hex));
        torrent.infoHashes().optionalV2().map(InfoHash::hex).ifPresent(hex -> values.put(GeneralField.HASH_V2, hex));
        values.put(GeneralField.ROOT, place(torrent.root()));
        values.put(GeneralField.ADDED, Quantities.when(status.added()));
        if (facts != null) {
            values.put(GeneralField.SIZE, Texts.of(facts.onlyTrackers() ? Messages.general_size_private
                    : Messages.general_size_value,
                    Quantities.bytes(status.total()), facts.files(), status.total()));
            values.put(GeneralField.PIECES, Texts.of(Messages.general_pieces_value, facts.pieces(),
                    Quantities.bytes(facts.pieceLength())));
            put(values, GeneralField.COMMENT, facts.comment());
            put(values, GeneralField.CREATOR, facts.creator());
            if (facts.created() != null) {
                values.put(GeneralField.CREATED, Quantities.when(facts.created()));
            }
        }
        return new GeneralTexts(Map.copyOf(values), share(status.done(), status.wanted()), facts);
    }

    private static GeneralTexts several(List<Torrent> torrents) {
        TorrentSums sums = TorrentSums.of(torrents.stream().map(Torrent::status).toList());
        Map<GeneralField, String> values = transfer(sums.whole());
        values.put(GeneralField.NAME, Texts.of(Messages.general_several, torrents.size()));
        values.put(GeneralField.STATE, new TreeMap<>(sums.states()).entrySet().stream()
                .map(e -> Texts.of(Messages.general_state_count, e.getValue(), Quantities.states(e.getKey())))
                .collect(Collectors.joining(Messages.list_separator)));
        values.put(GeneralField.SIZE, Quantities.bytes(sums.whole().total()));
        return new GeneralTexts(Map.copyOf(values), share(sums.whole().done(), sums.whole().wanted()), null);
    }

    private static Map<GeneralField, String> transfer(TorrentStatus status) {
        Map<GeneralField, String> values = new EnumMap<>(GeneralField.class);
        String amounts = Texts.of(Messages.general_progress_value, Quantities.percent(share(status.done(), status.wanted())),
                Quantities.bytes(status.done()), Quantities.bytes(status.wanted()));
        values.put(GeneralField.PROGRESS, status.wanted() == 0 && status.total() == 0 ? Messages.general_unknown
                : status.timeLeft().isEmpty() ? amounts
                : Texts.of(Messages.general_time_left, amounts, Quantities.duration(status.timeLeft().get())));
        values.put(GeneralField.RATES, Texts.of(Messages.general_rates_value, Texts.rate(status.downRate()),
                Texts.rate(status.upRate())));
        values.put(GeneralField.DOWNLOADED, status.wasted() == 0 ? Quantities.bytes(status.downloaded())
                : Texts.of(Messages.general_wasted, Quantities.bytes(status.downloaded()), Quantities.bytes(status.wasted())));
        values.put(GeneralField.UPLOADED, Quantities.bytes(status.uploaded()));
        put(values, GeneralField.RATIO, Quantities.ratio(status.uploaded(), status.downloaded()));
        values.put(GeneralField.PEERS, Texts.of(Messages.general_peers_value, status.peers(), status.seeds(),
                status.knownPeers()));
        return values;
    }

    private static String state(TorrentStatus status, URI root) {
        String word = Quantities.states(status.state());
        if (status.state() == TorrentStatus.State.CHECKING) {
            word = Texts.of(Messages.general_checking, word, Quantities.percent(status.checked()));
        }
        return status.reason().isEmpty() ? word : Texts.of(Messages.general_reason, word, Reasons.of(status, root));
    }

    /** A folder as people write it; a place of another storage as its address. */
    static String place(URI root) {
        if ("file".equals(root.getScheme())) {
            try {
                return Path.of(root).toString();
            } catch (IllegalArgumentException | FileSystemNotFoundException e) {
                // Not a folder of this system: its address says what it is.
                return root.toString();
            }
        }
        return root.toString();
    }

    private static void put(Map<GeneralField, String> values, GeneralField field, String text) {
        if (!text.isBlank()) {
            values.put(field, text);
        }
    }

    private static double share(long part, long whole) {
        return whole <= 0 ? 0 : Math.min(1, (double) part / whole);
    }
}
