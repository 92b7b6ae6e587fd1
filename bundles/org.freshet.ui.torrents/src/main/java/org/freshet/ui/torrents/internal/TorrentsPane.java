package org.freshet.ui.torrents.internal;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

import org.eclipse.jface.resource.ResourceManager;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StackLayout;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.freshet.engine.Torrent;
import org.freshet.ui.Quantities;
import org.freshet.ui.Reasons;
import org.freshet.ui.torrents.internal.model.Abilities;
import org.freshet.ui.torrents.internal.model.CellTexts;
import org.freshet.ui.torrents.internal.model.RowFilter;
import org.freshet.ui.torrents.internal.model.SortText;
import org.freshet.ui.torrents.internal.model.TorrentFeed;
import org.freshet.ui.torrents.internal.model.TorrentFigures;
import org.freshet.ui.torrents.internal.model.TorrentRows;

/** All that is seen of the Torrents view, without the workbench around it. */
final class TorrentsPane {
    private final TorrentRows rows = new TorrentRows();
    private final RowFilter.Parser filters = new RowFilter.Parser(Locale.getDefault(), Quantities::states);
    private final TorrentPump pump;
    private final Composite pages;
    private final StackLayout stack = new StackLayout();
    private final Composite opening;
    private final EmptyPage empty;
    private final Composite list;
    private final FilterBar filter;
    private final TorrentTable table;
    private final NoticeBar notice;
    private final Listener listener;
    private Abilities abilities = Abilities.NONE;
    private boolean open;

    /** What the surroundings of the pane hear and do. */
    interface Listener {
        /** Other torrents are selected. */
        void selected(List<Torrent> torrents);

        /** Other things make sense with what is selected. */
        void able(Abilities abilities);

        /** A row was double-clicked. */
        void activated();

        /** Columns or sort were changed by the user. */
        void arranged();

        /** The user wants to open torrents. */
        void open();

        /** The user wants to make a torrent. */
        void create();
    }

    TorrentsPane(Composite parent, ResourceManager resources, Listener listener) {
        this.listener = listener;
        Composite all = new Composite(parent, SWT.NONE);
        all.setLayout(tight());
        pages = new Composite(all, SWT.NONE);
        pages.setLayout(stack);
        pages.setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true));
        notice = new NoticeBar(all);
        opening = new Composite(pages, SWT.NONE);
        opening.setLayout(new GridLayout());
        Label words = new Label(opening, SWT.CENTER);
        words.setText(Messages.opening);
        words.setLayoutData(new GridData(SWT.CENTER, SWT.CENTER, true, true));
        empty = new EmptyPage(pages, resources, listener::open, listener::create);
        list = new Composite(pages, SWT.NONE);
        list.setLayout(tight());
        filter = new FilterBar(list, this::filter, this::focusRows);
        table = new TorrentTable(list, rows, new CellTexts(Quantities::states, Reasons::of, Messages.status_withReason), resources,
                this::selected, listener::arranged);
        table.control().setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true));
        table.control().addListener(SWT.DefaultSelection, e -> listener.activated());
        pump = new TorrentPump(parent.getDisplay(), rows, new SortText.Alphabet(Locale.getDefault()), this::changed);
        all.addListener(SWT.Dispose, e -> pump.stop());
        showPage();
    }

    private static GridLayout tight() {
        GridLayout layout = new GridLayout();
        layout.marginWidth = 0;
        layout.marginHeight = 0;
        layout.verticalSpacing = 0;
        return layout;
    }

    private void changed(boolean moved) {
        if (pages.isDisposed()) {
            return;
        }
        if (moved) {
            table.placesChanged();
            showPage();
        } else {
            table.figuresChanged();
        }
        filter.count(rows.shown(), rows.total());
        able();
    }

    private void showPage() {
        Control top = !open ? opening : rows.total() == 0 ? empty.control() : list;
        if (stack.topControl != top) {
            boolean focused = focusIsInside() || focusIsLost();
            stack.topControl = top;
            pages.layout();
            if (focused) {
                focus();
            }
        }
    }

    /** As after a dialog when what had the focus before is hidden: no key would do anything. */
    private boolean focusIsLost() {
        return pages.getDisplay().getActiveShell() == pages.getShell() && pages.getDisplay().getFocusControl() == null;
    }

    private boolean focusIsInside() {
        Control focus = pages.getDisplay().getFocusControl();
        while (focus != null && focus != pages) {
            focus = focus.getParent();
        }
        return focus == pages;
    }

    private void filter(String text) {
        rows.filter(filters.parse(text));
        pump.settleNow();
    }

    private void focusRows() {
        table.control().setFocus();
        if (table.selection().isEmpty() && rows.shown() > 0) {
            table.select(List.of(rows.at(0).torrent()));
        }
    }

    private void selected() {
        listener.selected(table.selection());
        able();
    }

    private void able() {
        Abilities now = Abilities.of(selectedFigures());
        if (!now.equals(abilities)) {
            abilities = now;
            listener.able(now);
        }
    }

    private List<TorrentFigures> selectedFigures() {
        return table.selection().stream().map(rows::figures).filter(Objects::nonNull).toList();
    }

    /** Whether there is a session: without one nothing is shown but that it is being opened. */
    void open(boolean now) {
        open = now;
        if (!now) {
            // What is gone here must be gone there too, or the next session's torrents would be taken for known.
            pump.feed().reconcile(List::of);
            pump.feed().take();
            rows.clear();
            table.placesChanged();
        }
        showPage();
    }

    /** Takes torrents out of sight, or lets them be seen again. */
    void hide(List<Torrent> torrents, boolean hidden) {
        int first = torrents.stream().mapToInt(rows::position).filter(position -> position >= 0).min().orElse(-1);
        rows.hide(torrents, hidden);
        pump.settleNow();
        if (hidden && first >= 0 && table.selection().isEmpty() && rows.shown() > 0) {
            // Whoever works with keys goes on where the rows were.
            table.select(List.of(rows.at(Math.min(first, rows.shown() - 1)).torrent()));
        } else if (!hidden) {
            table.select(torrents);
        }
    }

    void focus() {
        if (stack.topControl == list) {
            table.control().setFocus();
        } else if (stack.topControl == empty.control()) {
            empty.focus();
        } else {
            pages.setFocus();
        }
    }

    void focusFilter() {
        if (stack.topControl == list) {
            filter.focus();
        }
    }

    TorrentFeed feed() {
        return pump.feed();
    }

    TorrentTable table() {
        return table;
    }

    /** The controls besides the table that want Space and Enter for themselves. */
    List<Control> withKeysOfTheirOwn() {
        return Stream.of(List.of(filter.control()), notice.buttons(), empty.buttons()).<Control>flatMap(List::stream).toList();
    }

    NoticeBar notice() {
        return notice;
    }

    TorrentRows rows() {
        return rows;
    }

    Abilities abilities() {
        return abilities;
    }
}
