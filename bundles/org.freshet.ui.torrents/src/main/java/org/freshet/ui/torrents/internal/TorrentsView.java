package org.freshet.ui.torrents.internal;

import java.util.List;
import java.util.Optional;

import org.eclipse.jface.action.IMenuManager;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.jface.resource.LocalResourceManager;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.ui.IWorkbenchPart;
import org.eclipse.ui.part.ViewPart;
import org.freshet.engine.Session;
import org.freshet.engine.SessionListener;
import org.freshet.engine.Torrent;
import org.freshet.ui.SessionAccess;
import org.freshet.ui.torrents.internal.model.Abilities;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;

/** The Torrents view: the pane, and its ties to the workbench and to the session. */
public final class TorrentsView extends ViewPart {
    /** Its id. */
    public static final String ID = "org.freshet.ui.torrents.view";

    private TorrentsPane pane;
    private TorrentActions actions;
    private TorrentCommands commands;
    private TorrentSelection selection;
    private TorrentMenus menus;
    private KeptLayout kept;
    private PollJob poll;
    private SessionAccess access;
    private PartInSight inSight;
    private ServiceRegistration<SessionListener> listening;

    @Override
    public void createPartControl(Composite parent) {
        pane = new TorrentsPane(parent, new LocalResourceManager(JFaceResources.getResources(), parent), new Ties());
        kept = new KeptLayout();
        pane.table().layout(kept.read());
        poll = new PollJob(pane.feed());
        selection = new TorrentSelection(pane.table());
        actions = new TorrentActions(pane, getSite().getShell(), () -> access.session());
        commands = new TorrentCommands(getSite().getWorkbenchWindow(), pane, actions);
        menus = new TorrentMenus(pane.table());
        menus.popup(manager -> getSite().registerContextMenu(ID, manager, selection));
        IMenuManager menu = getViewSite().getActionBars().getMenuManager();
        menus.columnsAndSort(menu);
        getSite().setSelectionProvider(selection);
        TableKeys.install(getSite(), pane.withKeysOfTheirOwn());
        inSight = new PartInSight(this, poll::active);
        // The engine tells of every torrent that is there when the listener appears; the first poll finds what was missed before.
        listening = FrameworkUtil.getBundle(TorrentsView.class).getBundleContext()
                .registerService(SessionListener.class, pane.feed(), null);
        access = new SessionAccess(parent.getDisplay(), this::session);
    }

    private void session(Optional<Session> session) {
        boolean closing = getSite().getWorkbenchWindow().getWorkbench().isClosing();
        if (session.isPresent() || !closing) { // GTK needs half a second to empty a table of 10,000 rows
            pane.open(session.isPresent());
        }
        poll.session(session);
    }

    /** The table, for menus that belong to it. */
    TorrentTable table() {
        return pane.table();
    }

    @Override
    public void setFocus() {
        pane.focus();
    }

    @Override
    public void dispose() {
        if (access != null) {
            listening.unregister();
            poll.stop();
            inSight.close();
            commands.close();
            // While the session is still known: what was removed and not had back goes for good.
            actions.close();
            access.close();
            menus.close();
            kept.close();
        }
        super.dispose();
    }

    /** Whether a part is this view. */
    boolean is(IWorkbenchPart part) {
        return part == this;
    }

    private final class Ties implements TorrentsPane.Listener {
        @Override
        public void selected(List<Torrent> torrents) {
            selection.changed();
        }

        @Override
        public void able(Abilities abilities) {
            commands.refresh();
        }

        @Override
        public void activated() {
            if (pane.abilities().folder()) {
                actions.open();
            }
        }

        @Override
        public void arranged() {
            kept.write(pane.table().layout());
        }

        @Override
        public void open() {
            OtherCommands.run(getSite(), OtherCommands.OPEN);
        }

        @Override
        public void create() {
            OtherCommands.run(getSite(), OtherCommands.CREATE);
        }
    }
}
