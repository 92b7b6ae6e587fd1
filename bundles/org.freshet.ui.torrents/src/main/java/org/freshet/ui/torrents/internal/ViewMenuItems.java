package org.freshet.ui.torrents.internal;

import java.util.function.Function;

import org.eclipse.jface.action.IContributionItem;
import org.eclipse.ui.IViewPart;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.actions.CompoundContributionItem;
import org.eclipse.ui.menus.IWorkbenchContribution;
import org.eclipse.ui.services.IServiceLocator;

/** Items of the main menu that depend on the columns of the view; none while it is not open. */
public abstract class ViewMenuItems extends CompoundContributionItem implements IWorkbenchContribution {
    private final Function<TorrentTable, IContributionItem[]> items;
    private IServiceLocator services;

    private ViewMenuItems(Function<TorrentTable, IContributionItem[]> items) {
        this.items = items;
    }

    /** Which columns are shown. */
    public static final class Columns extends ViewMenuItems {
        /** Made by the workbench. */
        public Columns() {
            super(ColumnActions::columns);
        }
    }

    /** What the rows are sorted by. */
    public static final class Sort extends ViewMenuItems {
        /** Made by the workbench. */
        public Sort() {
            super(ColumnActions::sort);
        }
    }

    @Override
    public void initialize(IServiceLocator serviceLocator) {
        services = serviceLocator;
    }

    @Override
    protected IContributionItem[] getContributionItems() {
        IWorkbenchWindow window = services.getService(IWorkbenchWindow.class);
        IWorkbenchPage page = window == null ? null : window.getActivePage();
        IViewPart view = page == null ? null : page.findView(TorrentsView.ID);
        return view instanceof TorrentsView torrents ? items.apply(torrents.table()) : new IContributionItem[0];
    }
}
