package org.freshet.ui.torrents.internal;

import java.util.ArrayList;
import java.util.List;

import org.eclipse.jface.action.Action;
import org.eclipse.jface.action.ActionContributionItem;
import org.eclipse.jface.action.IAction;
import org.eclipse.jface.action.IContributionItem;
import org.eclipse.jface.action.Separator;
import org.eclipse.osgi.util.NLS;
import org.freshet.ui.torrents.internal.model.Column;
import org.freshet.ui.torrents.internal.model.ColumnLayout;
import org.freshet.ui.torrents.internal.model.RowOrder;

/** Menu items that choose, move and sort by columns: the same over the header, in the view's menu and in the main menu. */
final class ColumnActions {
    private ColumnActions() {
    }

    /** Which columns are shown, and the place of the one that is sorted by. */
    static IContributionItem[] columns(TorrentTable table) {
        List<IContributionItem> items = new ArrayList<>();
        ColumnLayout layout = table.layout();
        for (Column column : Column.values()) {
            boolean shown = layout.shown().contains(column);
            items.add(item(ColumnNames.of(column), IAction.AS_CHECK_BOX, shown,
                    () -> table.change(table.layout().with(column, !shown))));
        }
        items.add(new Separator());
        Column sorted = layout.order().first();
        if (layout.shown().contains(sorted)) {
            String name = ColumnNames.of(sorted);
            items.add(item(NLS.bind(Messages.columns_left, name), IAction.AS_PUSH_BUTTON, false, () -> table.move(sorted, -1)));
            items.add(item(NLS.bind(Messages.columns_right, name), IAction.AS_PUSH_BUTTON, false, () -> table.move(sorted, 1)));
        }
        items.add(item(Messages.columns_reset, IAction.AS_PUSH_BUTTON, false, table::reset));
        return items.toArray(IContributionItem[]::new);
    }

    /** What the rows are sorted by, and which way. */
    static IContributionItem[] sort(TorrentTable table) {
        List<IContributionItem> items = new ArrayList<>();
        RowOrder order = table.layout().order();
        for (Column column : Column.values()) {
            items.add(item(ColumnNames.of(column), IAction.AS_RADIO_BUTTON, column == order.first(), () -> {
                if (column != table.layout().order().first()) {
                    table.change(table.layout().with(table.layout().order().clicked(column)));
                }
            }));
        }
        items.add(new Separator());
        items.add(item(Messages.sort_ascending, IAction.AS_RADIO_BUTTON, !order.firstDescending(),
                () -> table.change(table.layout().with(table.layout().order().by(order.first(), false)))));
        items.add(item(Messages.sort_descending, IAction.AS_RADIO_BUTTON, order.firstDescending(),
                () -> table.change(table.layout().with(table.layout().order().by(order.first(), true)))));
        return items.toArray(IContributionItem[]::new);
    }

    private static IContributionItem item(String text, int style, boolean checked, Runnable chosen) {
        Action action = new Action(text, style) {
            @Override
            public void run() {
                chosen.run();
            }
        };
        if (style != IAction.AS_PUSH_BUTTON) {
            action.setChecked(checked);
        }
        return new ActionContributionItem(action);
    }
}
