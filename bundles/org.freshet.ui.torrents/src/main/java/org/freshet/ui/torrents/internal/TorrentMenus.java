package org.freshet.ui.torrents.internal;

import java.util.List;
import java.util.function.Consumer;

import org.eclipse.jface.action.IMenuManager;
import org.eclipse.jface.action.MenuManager;
import org.eclipse.jface.action.Separator;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Menu;

/** The menus of the table: over the rows what the commands can do, over the header the columns. */
final class TorrentMenus {
    /** Other bundles put their items into these groups. */
    private static final List<String> GROUPS = List.of("run", "data", "copy", "limits", "remove", "additions", "properties");

    private final TorrentTable table;
    private final MenuManager popup = new MenuManager();
    private final MenuManager header = new MenuManager();

    TorrentMenus(TorrentTable table) {
        this.table = table;
        GROUPS.forEach(group -> popup.add(new Separator(group)));
        columnsAndSort(header);
    }

    /**
     * Makes the context menu.
     *
     * @param register makes it known to the workbench, which fills it
     */
    void popup(Consumer<MenuManager> register) {
        Menu rows = popup.createContextMenu(table.control());
        Menu columns = header.createContextMenu(table.control());
        table.control().addListener(SWT.MenuDetect, e -> {
            boolean overHeader = e.detail != SWT.MENU_KEYBOARD && table.pointsAtHeader();
            table.control().setMenu(overHeader ? columns : rows);
        });
        table.control().setMenu(rows);
        register.accept(popup);
    }

    /** Adds the sub-menus for columns and sort. */
    void columnsAndSort(IMenuManager menu) {
        menu.add(filled(Messages.columns_menu, manager -> {
            for (var item : ColumnActions.columns(table)) {
                manager.add(item);
            }
        }));
        menu.add(filled(Messages.sort_menu, manager -> {
            for (var item : ColumnActions.sort(table)) {
                manager.add(item);
            }
        }));
    }

    private static MenuManager filled(String name, Consumer<IMenuManager> fill) {
        MenuManager menu = new MenuManager(name);
        menu.setRemoveAllWhenShown(true);
        menu.addMenuListener(fill::accept);
        return menu;
    }

    /** The view goes. */
    void close() {
        popup.dispose();
        header.dispose();
    }
}
