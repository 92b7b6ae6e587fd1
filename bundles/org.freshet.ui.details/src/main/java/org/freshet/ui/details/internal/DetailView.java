package org.freshet.ui.details.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.eclipse.core.runtime.Adapters;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.jface.action.IToolBarManager;
import org.eclipse.jface.viewers.ISelection;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Listener;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.IActionBars;
import org.eclipse.ui.IPartListener2;
import org.eclipse.ui.ISelectionListener;
import org.eclipse.ui.ISelectionService;
import org.eclipse.ui.IWorkbenchCommandConstants;
import org.eclipse.ui.IWorkbenchPart;
import org.eclipse.ui.IWorkbenchPartReference;
import org.eclipse.ui.part.ViewPart;
import org.eclipse.ui.statushandlers.StatusManager;
import org.freshet.engine.Torrent;

/**
 * A detail view in the workbench: follows the torrents that are selected in the window, and does nothing while it is hidden
 * behind another view or its window is minimised.
 *
 * @param <S> its panel's snapshots
 */
public abstract class DetailView<S> extends ViewPart {
    private static final String BUNDLE = "org.freshet.ui.details";
    private static final String TORRENTS_VIEW = "org.freshet.ui.torrents.view";

    private final ISelectionListener selections = (part, selection) -> selected(part, selection);
    private final IPartListener2 parts = new IPartListener2() {
        @Override
        public void partVisible(IWorkbenchPartReference reference) {
            if (reference.getPart(false) == DetailView.this) {
                partVisible = true;
                look();
            }
        }

        @Override
        public void partHidden(IWorkbenchPartReference reference) {
            if (reference.getPart(false) == DetailView.this) {
                partVisible = false;
                look();
            }
        }
    };
    private DetailPage<S> page;
    private boolean partVisible;
    private boolean windowVisible = true;

    /** Makes what the view shows. */
    protected abstract DetailPanel<S> panel();

    @Override
    public void createPartControl(Composite parent) {
        DetailPanel<S> panel = panel();
        Notices notices = new StatusNotices();
        String id = getViewSite().getId();
        Memory memory = new PreferenceMemory(BUNDLE).part(id.substring(id.lastIndexOf('.') + 1));
        page = new DetailPage<>(parent, panel, new WorkbenchTurns(parent.getDisplay()), memory, notices);
        IActionBars bars = getViewSite().getActionBars();
        IToolBarManager tools = bars.getToolBarManager();
        for (DetailAction action : panel.actions()) {
            if (!action.global().isEmpty()) {
                // The menu shows the key of the workbench's command, whatever a person has made of it.
                action.setActionDefinitionId(command(action.global()));
                bars.setGlobalActionHandler(action.global(), action);
            }
            if (action.isInToolBar()) {
                tools.add(action);
            }
        }
        bars.updateActionBars();
        followWindow(getSite().getShell());
        getSite().getPage().addPartListener(parts);
        ISelectionService service = getSite().getWorkbenchWindow().getSelectionService();
        service.addSelectionListener(selections);
        page.follow(torrents(service.getSelection(TORRENTS_VIEW)).orElse(List.of()));
        partVisible = getSite().getPage().isPartVisible(this);
        look();
    }

    @Override
    public void setFocus() {
        page.focus();
    }

    @Override
    public void dispose() {
        getSite().getPage().removePartListener(parts);
        getSite().getWorkbenchWindow().getSelectionService().removeSelectionListener(selections);
        super.dispose();
    }

    private static String command(String global) {
        return switch (global) {
            case DetailAction.COPY -> IWorkbenchCommandConstants.EDIT_COPY;
            case DetailAction.DELETE -> IWorkbenchCommandConstants.EDIT_DELETE;
            case DetailAction.REFRESH -> IWorkbenchCommandConstants.FILE_REFRESH;
            case DetailAction.RENAME -> IWorkbenchCommandConstants.FILE_RENAME;
            default -> throw new IllegalArgumentException("no command of the workbench: " + global);
        };
    }

    private void followWindow(Shell shell) {
        Listener hidden = event -> {
            windowVisible = false;
            look();
        };
        Listener shown = event -> {
            windowVisible = true;
            look();
        };
        for (int type : new int[] {SWT.Iconify, SWT.Hide}) {
            shell.addListener(type, hidden);
        }
        for (int type : new int[] {SWT.Deiconify, SWT.Show}) {
            shell.addListener(type, shown);
        }
        page.control().addDisposeListener(event -> {
            for (int type : new int[] {SWT.Iconify, SWT.Hide}) {
                shell.removeListener(type, hidden);
            }
            for (int type : new int[] {SWT.Deiconify, SWT.Show}) {
                shell.removeListener(type, shown);
            }
        });
    }

    private void look() {
        page.visible(partVisible && windowVisible);
    }

    private void selected(IWorkbenchPart part, ISelection selection) {
        boolean ofTorrents = part != null && TORRENTS_VIEW.equals(part.getSite().getId());
        Optional<List<Torrent>> torrents = torrents(selection);
        // What another view selects concerns this one only if it is torrents; that nothing is selected means none only in the
        // torrents view.
        if (torrents.isPresent() && (ofTorrents || !torrents.get().isEmpty())) {
            page.follow(torrents.get());
        }
    }

    /** The torrents of a selection, or nothing if something else is selected. */
    private static Optional<List<Torrent>> torrents(ISelection selection) {
        if (selection == null || !(selection instanceof IStructuredSelection) && !selection.isEmpty()) {
            return Optional.empty();
        }
        List<Torrent> torrents = new ArrayList<>();
        if (selection instanceof IStructuredSelection structured) {
            for (Object element : structured) {
                Torrent torrent = element instanceof Torrent t ? t : Adapters.adapt(element, Torrent.class);
                if (torrent == null) {
                    return Optional.empty();
                }
                torrents.add(torrent);
            }
        }
        return Optional.of(torrents);
    }

    private static final class StatusNotices implements Notices {
        @Override
        public void failed(String what, Throwable fault) {
            StatusManager.getManager().handle(new Status(IStatus.ERROR, BUNDLE, what), StatusManager.SHOW);
        }

        @Override
        public void defect(String what, Throwable fault) {
            StatusManager.getManager().handle(new Status(IStatus.ERROR, BUNDLE, what, fault), StatusManager.LOG);
        }
    }
}
