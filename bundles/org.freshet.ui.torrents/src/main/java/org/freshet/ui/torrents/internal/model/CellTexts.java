package org.freshet.ui.torrents.internal.model;

import java.net.URI;
import java.text.MessageFormat;
import java.util.function.BiFunction;
import java.util.function.Function;

import org.freshet.engine.TorrentStatus;
import org.freshet.engine.TorrentStatus.State;
import org.freshet.ui.Quantities;

/**
 * The texts of a row's cells. Everything that the table shows is here in words: the painted bar and the icon only repeat it.
 *
 * @param states the word for a state
 * @param reasons the words for why a torrent does not do what one would expect
 * @param statusWithReason a pattern for {@link MessageFormat}: the state {0} and its reason {1}
 */
public record CellTexts(Function<State, String> states, BiFunction<TorrentStatus, URI, String> reasons, String statusWithReason) {

    /** The text of one cell. */
    public String text(Column column, TorrentFigures row) {
        TorrentStatus status = row.status();
        return switch (column) {
            case NAME -> row.name().text();
            case SIZE -> status.total() > 0 ? Quantities.bytes(status.total()) : "";
            case DONE -> done(row);
            case STATUS -> status(row);
            case DOWN -> Quantities.rate(status.downRate());
            case UP -> Quantities.rate(status.upRate());
            case TIME_LEFT -> status.timeLeft().map(Quantities::duration).orElse("");
            case PEERS -> count(status.peers(), status.knownPeers());
            case SEEDS -> status.seeds() > 0 ? Integer.toString(status.seeds()) : "";
            case RATIO -> row.ratioBase() > 0 ? Quantities.ratio(status.uploaded(), row.ratioBase()) : "";
            case ADDED -> Quantities.when(status.added());
            case STORAGE -> row.storage().text();
            case LABEL -> row.label().text();
            case QUEUE -> row.place() > 0 ? Integer.toString(row.place()) : "";
        };
    }

    private static String count(int connected, int known) {
        if (known > connected) {
            return connected + " (" + known + ")";
        }
        return connected > 0 ? Integer.toString(connected) : "";
    }

    private static String done(TorrentFigures row) {
        return row.status().wanted() > 0 || row.status().complete() ? Quantities.percent(row.share()) : "";
    }

    private String status(TorrentFigures row) {
        TorrentStatus status = row.status();
        String word = states.apply(status.state());
        if (status.state() == State.CHECKING) {
            return word + " " + Quantities.percent(status.checked());
        }
        return status.reason().isEmpty() ? word : MessageFormat.format(statusWithReason, word, reasons.apply(status, row.root()));
    }

    /** How much of the bar of a column is full, 0…1; below 0 where there is none. */
    public static double bar(Column column, TorrentFigures row) {
        return column == Column.DONE && row.status().wanted() > 0 ? row.share() : -1;
    }
}
