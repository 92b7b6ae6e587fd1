package org.freshet.ui.details.internal.log;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.freshet.engine.Torrent;
import org.freshet.ui.details.internal.Clips;
import org.freshet.ui.details.internal.Column;
import org.freshet.ui.details.internal.DetailAction;
import org.freshet.ui.details.internal.DetailContext;
import org.freshet.ui.details.internal.DetailPanel;
import org.freshet.ui.details.internal.Messages;
import org.freshet.ui.details.internal.RowTable;

/** A table of log entries that stays at its end while its end is visible. UI thread. */
public final class LogPanel implements DetailPanel<List<LogRow>> {
    /** The logs of more would be too much to read, for people and once a second. */
    private static final int MOST_TORRENTS = 20;

    private final List<DetailAction> actions = new ArrayList<>();
    private RowTable<LogRow> table;
    private boolean fresh = true;

    @Override
    public Control create(Composite parent, DetailContext context) {
        List<Column<LogRow>> columns = List.of(
                Column.words("when", Messages.log_when, 160, LogRow::when, Comparator.comparing(row -> row.entry().when())),
                Column.words("text", Messages.log_text, 560, LogRow::text));
        table = new RowTable<>(parent, Messages.log_table, columns, row -> row, context.memory());
        table.tip(LogRow::text);
        actions.add(DetailAction.copy(Messages.log_copy, table::hasSelection, () -> copy(table.selection())));
        actions.add(new DetailAction(Messages.log_copy_all, () -> table.control().getItemCount() > 0, () -> copy(table.rows())));
        actions.add(new DetailAction(Messages.log_newest, () -> table.control().getItemCount() > 0,
                table::showLast).startsGroup());
        actions.add(table.sortMenu());
        DetailAction.install(table.control(), actions);
        return table.control();
    }

    private void copy(List<LogRow> rows) {
        Clips.copy(table.control().getDisplay(), table.asText(rows));
    }

    @Override
    public List<DetailAction> actions() {
        return actions;
    }

    @Override
    public boolean shows(int torrents) {
        return torrents > 0 && torrents <= MOST_TORRENTS;
    }

    @Override
    public void follow(List<Torrent> torrents) {
        fresh = true;
    }

    @Override
    public List<LogRow> read(List<Torrent> torrents, List<LogRow> before) {
        List<LogRow> now = LogRow.of(torrents);
        return now.equals(before) ? before : now;
    }

    @Override
    public void show(List<LogRow> rows) {
        boolean atEnd = fresh || table.lastIsVisible();
        fresh = false;
        table.show(rows);
        if (atEnd && !table.isSortedDown()) {
            table.showLast();
        }
    }

    @Override
    public void focus() {
        table.control().setFocus();
    }
}
