package org.freshet.ui.details.internal.trackers;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.freshet.engine.Torrent;
import org.freshet.ui.Icons;
import org.freshet.ui.details.internal.Clips;
import org.freshet.ui.details.internal.Column;
import org.freshet.ui.details.internal.DetailAction;
import org.freshet.ui.details.internal.DetailContext;
import org.freshet.ui.details.internal.DetailPanel;
import org.freshet.ui.details.internal.EntryDialog;
import org.freshet.ui.details.internal.Messages;
import org.freshet.ui.details.internal.RowTable;
import org.freshet.ui.details.internal.Texts;

/** A table of trackers. UI thread. */
public final class TrackersPanel implements DetailPanel<List<TrackerRow>> {
    private static final int DIALOG_LINES = 6;

    private final Clock clock = Clock.systemUTC();
    private final List<DetailAction> actions = new ArrayList<>();
    private RowTable<TrackerRow> table;
    private Torrent torrent;
    private DetailContext context;

    @Override
    public Control create(Composite parent, DetailContext around) {
        context = around;
        table = new RowTable<>(parent, Messages.trackers_table, columns(), row -> row.tracker().url() + ' '
                + row.tracker().tier(),
                around.memory());
        table.tip(row -> row.tracker().message());
        actions.add(new DetailAction(Messages.trackers_announce, () -> torrent != null,
                this::announce).icon(Icons.RECHECK).key(SWT.F5)
                .global(DetailAction.REFRESH).inToolBar());
        actions.add(new DetailAction(Messages.trackers_add, () -> torrent != null,
                this::add).icon(Icons.ADD).key(SWT.INSERT).inToolBar());
        actions.add(new DetailAction(Messages.trackers_remove, () -> torrent != null && table.hasSelection(), this::remove)
                .icon(Icons.REMOVE).key(SWT.DEL).global(DetailAction.DELETE).inToolBar());
        actions.add(DetailAction.copy(Messages.trackers_copy, table::hasSelection, this::copy).startsGroup());
        actions.add(new DetailAction(Messages.copy_rows, table::hasSelection,
                () -> Clips.copy(table.control().getDisplay(), table.asText(table.selection()))));
        actions.add(table.sortMenu().startsGroup());
        DetailAction.install(table.control(), actions);
        table.control().addListener(SWT.Selection, event -> actions.forEach(DetailAction::update));
        return table.control();
    }

    private static List<Column<TrackerRow>> columns() {
        return List.of(
                Column.numbers("tier", Messages.trackers_tier, 60, row -> TrackerRow.count(row.tracker().tier() + 1),
                        Comparator.comparingInt(row -> row.tracker().tier())),
                Column.words("url", Messages.trackers_url, 300, row -> row.tracker().url()),
                Column.words("status", Messages.trackers_status, 110, TrackerRow::status),
                Column.numbers("seeds", Messages.trackers_seeds, 80, row -> TrackerRow.count(row.tracker().seeds()),
                        Comparator.comparingInt(row -> row.tracker().seeds())),
                Column.numbers("downloaders", Messages.trackers_downloaders, 110,
                row -> TrackerRow.count(row.tracker().downloaders()),
                        Comparator.comparingInt(row -> row.tracker().downloaders())),
                Column.numbers("next", Messages.trackers_next, 120, TrackerRow::next,
                Comparator.comparingLong(TrackerRow::seconds)),
                Column.words("message", Messages.trackers_message, 300, row -> row.tracker().message()));
    }

    @Override
    public List<DetailAction> actions() {
        return actions;
    }

    @Override
    public void follow(List<Torrent> torrents) {
        torrent = torrents.size() == 1 ? torrents.getFirst() : null;
        table.show(List.of());
    }

    @Override
    public List<TrackerRow> read(List<Torrent> torrents, List<TrackerRow> before) {
        List<TrackerRow> now = TrackerRow.of(torrents.getFirst().trackers(), clock.instant());
        return now.equals(before) ? before : now;
    }

    @Override
    public String summary(List<Torrent> torrents) {
        long trackers = torrents.stream().flatMap(each -> each.trackers().stream()).map(tracker ->
                tracker.url()).distinct().count();
        return Texts.of(Messages.trackers_several, torrents.size(), trackers);
    }

    @Override
    public void show(List<TrackerRow> rows) {
        table.show(rows);
    }

    @Override
    public void focus() {
        table.control().setFocus();
    }

    private void announce() {
        context.report(torrent.announce(), table.control(), Messages.trackers_announce_failed);
    }

    private void add() {
        Torrent of = torrent;
        EntryDialog.Words texts = new EntryDialog.Words(Messages.trackers_add_title, Messages.trackers_hint,
                Messages.trackers_add_label,
                Messages.trackers_add_button, Messages.trackers_add_failed, DIALOG_LINES);
        EntryDialog<List<String>> dialog = new EntryDialog<>(table.control().getShell(), texts, TrackerUrls::parse,
                of::addTrackers);
        if (dialog.open() == EntryDialog.OK) {
            context.refresh().run();
        }
    }

    private void remove() {
        Torrent of = torrent;
        List<String> urls = table.selection().stream().map(row -> row.tracker().url()).distinct().toList();
        String question = Texts.of(Messages.trackers_remove_question, urls.size(), urls.getFirst());
        if (MessageDialog.openConfirm(table.control().getShell(), Messages.trackers_remove_title, question)) {
            CompletableFuture<?>[] all = urls.stream().map(url -> of.removeTracker(url).toCompletableFuture())
                    .toArray(CompletableFuture[]::new);
            context.report(CompletableFuture.allOf(all), table.control(), Messages.trackers_remove_failed);
        }
    }

    private void copy() {
        Clips.copy(table.control().getDisplay(), table.selection().stream().map(row -> row.tracker().url())
                .collect(Collectors.joining(System.lineSeparator())));
    }
}
