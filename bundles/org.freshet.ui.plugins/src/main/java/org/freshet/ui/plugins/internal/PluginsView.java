package org.freshet.ui.plugins.internal;

import java.util.Map;
import java.util.Optional;

import org.eclipse.jface.action.ActionContributionItem;
import org.eclipse.jface.action.IAction;
import org.eclipse.jface.action.IMenuManager;
import org.eclipse.jface.action.MenuManager;
import org.eclipse.jface.action.Separator;
import org.eclipse.jface.commands.ActionHandler;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.jface.resource.LocalResourceManager;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.dnd.DND;
import org.eclipse.swt.dnd.DropTarget;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.IWorkbenchActionConstants;
import org.eclipse.ui.contexts.IContextService;
import org.eclipse.ui.handlers.IHandlerService;
import org.eclipse.ui.part.ViewPart;
import org.freshet.plugins.Plugin;
import org.freshet.plugins.Plugins;
import org.freshet.plugins.Usage;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleListener;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;

/** The Plugins view: a tree by kind, and the details of the selected plugin. */
public final class PluginsView extends ViewPart implements PluginActions.Place {

    private static final String ID = "org.freshet.ui.plugins.view";
    private static final String CONTEXT = "org.freshet.ui.plugins.context";
    /** Bundles come and go in flocks. */
    private static final int SETTLE_MS = 400;
    private static final int[] SHARES = {65, 35};

    private final BundleContext context = FrameworkUtil.getBundle(PluginsView.class).getBundleContext();
    private PluginTree tree;
    private PluginDetails details;
    private PluginActions actions;
    private PluginWork work;
    private ServiceTracker<Plugins, Plugins> tracker;
    private BundleListener changes;
    private Runnable settled;

    @Override
    public void createPartControl(Composite parent) {
        SashForm sash = new SashForm(parent, SWT.HORIZONTAL);
        tree = new PluginTree(sash, new LocalResourceManager(JFaceResources.getResources(), parent));
        details = new PluginDetails(sash, () -> actions.all().stream().filter(a -> a.getId().endsWith(".memory")).forEach(IAction::run));
        sash.setWeights(SHARES);
        actions = new PluginActions(this);
        tree.viewer().addSelectionChangedListener(event -> showSelected());
        getSite().setSelectionProvider(tree.viewer());
        contribute();
        SourceDrop.install(new DropTarget(parent, DND.DROP_COPY | DND.DROP_LINK | DND.DROP_DEFAULT), source -> parent.getDisplay()
                .asyncExec(() -> actions.install(source)));
        follow(parent.getDisplay());
    }

    private void contribute() {
        IHandlerService handlers = getSite().getService(IHandlerService.class);
        for (IAction action : actions.all()) {
            handlers.activateHandler(action.getActionDefinitionId(), new ActionHandler(action));
            getViewSite().getActionBars().getMenuManager().add(action);
        }
        actions.tools().forEach(getViewSite().getActionBars().getToolBarManager()::add);
        getSite().getService(IContextService.class).activateContext(CONTEXT);
        MenuManager popup = new MenuManager();
        popup.setRemoveAllWhenShown(true);
        popup.addMenuListener(this::fill);
        tree.viewer().getTree().setMenu(popup.createContextMenu(tree.viewer().getTree()));
        getSite().registerContextMenu(ID, popup, tree.viewer());
    }

    private void fill(IMenuManager menu) {
        for (IAction action : actions.all()) {
            menu.add(new ActionContributionItem(action));
        }
        menu.add(new Separator(IWorkbenchActionConstants.MB_ADDITIONS));
    }

    /** Shows what is there, again whenever a bundle comes, goes, starts or stops. */
    private void follow(Display display) {
        settled = this::refresh;
        tracker = new ServiceTracker<>(context, Plugins.class, null) {
            @Override
            public Plugins addingService(ServiceReference<Plugins> reference) {
                Plugins service = context.getService(reference);
                onDisplay(display, () -> appeared(new PluginWork(display, service)));
                return service;
            }

            @Override
            public void removedService(ServiceReference<Plugins> reference, Plugins service) {
                context.ungetService(reference);
                onDisplay(display, () -> appeared(null));
            }
        };
        changes = event -> {
            if ((event.getType() & (BundleEvent.STARTED | BundleEvent.STOPPED | BundleEvent.UNINSTALLED | BundleEvent.RESOLVED)) != 0) {
                onDisplay(display, () -> display.timerExec(SETTLE_MS, settled));
            }
        };
        // Making the service reads nothing yet, but SCR may have to load its class.
        Thread.ofVirtual().start(tracker::open);
        context.addBundleListener(changes);
    }

    private void onDisplay(Display display, Runnable what) {
        if (!display.isDisposed()) {
            display.asyncExec(() -> {
                if (!display.isDisposed() && !tree.viewer().getTree().isDisposed()) {
                    what.run();
                }
            });
        }
    }

    private void appeared(PluginWork now) {
        work = now;
        actions.enable();
        setContentDescription(now == null ? Messages.noService : "");
        refresh();
    }

    @Override
    public void refresh() {
        if (work != null && !tree.viewer().getTree().isDisposed()) {
            work.list(seen -> {
                if (!tree.viewer().getTree().isDisposed()) {
                    tree.show(seen);
                    showSelected();
                }
            });
        }
    }

    private void showSelected() {
        Optional<Plugin> plugin = tree.selected();
        details.show(plugin.orElse(null), plugin.flatMap(tree::usage).orElse(null));
        actions.enable();
    }

    @Override
    public Shell shell() {
        return getSite().getShell();
    }

    @Override
    public PluginWork work() {
        return work;
    }

    @Override
    public Optional<Plugin> selected() {
        return tree.selected();
    }

    @Override
    public Optional<Usage> usage(Plugin plugin) {
        return tree.usage(plugin);
    }

    @Override
    public void tell(String words) {
        if (!tree.viewer().getTree().isDisposed()) {
            getViewSite().getActionBars().getStatusLineManager().setMessage(words);
        }
    }

    @Override
    public void newer(Map<String, String> versions) {
        if (!tree.viewer().getTree().isDisposed()) {
            tree.newer(versions);
        }
    }

    @Override
    public void memory(String id, String words) {
        if (!details.isDisposed()) {
            details.memory(id, words);
        }
    }

    @Override
    public void setFocus() {
        tree.viewer().getTree().setFocus();
    }

    @Override
    public void dispose() {
        if (tracker != null) {
            context.removeBundleListener(changes);
            // Letting the service go ends p2, which waits for its jobs.
            Thread.ofVirtual().start(tracker::close);
        }
        super.dispose();
    }
}
