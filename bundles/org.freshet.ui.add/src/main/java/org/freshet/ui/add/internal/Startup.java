package org.freshet.ui.add.internal;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.eclipse.swt.dnd.DND;
import org.eclipse.swt.dnd.DropTarget;
import org.eclipse.swt.dnd.Transfer;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.IStartup;
import org.eclipse.ui.IWindowListener;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.contexts.IContextService;

/**
 * Puts the keys in force, makes every window take drops, and offers to go on with creations that were stopped, once the
 * workbench is there.
 */
public final class Startup implements IStartup {
    private static final String CONTEXT = "org.freshet.ui.add.context";
    private static final String TAKES_DROPS = "org.freshet.ui.add.drops";

    @Override
    public void earlyStartup() {
        IWorkbench workbench = PlatformUI.getWorkbench();
        Display display = workbench.getDisplay();
        display.asyncExec(() -> {
            if (display.isDisposed() || workbench.isClosing()) {
                return;
            }
            workbench.getService(IContextService.class).activateContext(CONTEXT);
            Opening opening = new Opening(new DesktopSurroundings());
            for (IWorkbenchWindow window : workbench.getWorkbenchWindows()) {
                takeDrops(window, opening);
            }
            workbench.addWindowListener(new IWindowListener() {
                @Override
                public void windowOpened(IWorkbenchWindow window) {
                    takeDrops(window, opening);
                }

                @Override
                public void windowActivated(IWorkbenchWindow window) {
                }

                @Override
                public void windowDeactivated(IWorkbenchWindow window) {
                }

                @Override
                public void windowClosed(IWorkbenchWindow window) {
                }
            });
            if (workbench.getWorkbenchWindowCount() > 0) {
                opening.resume(workbench.getWorkbenchWindows()[0].getShell());
            }
        });
    }

    private static void takeDrops(IWorkbenchWindow window, Opening opening) {
        Shell shell = window.getShell();
        if (shell.getData(TAKES_DROPS) != null) {
            return;
        }
        shell.setData(TAKES_DROPS, Boolean.TRUE);
        // One target a window: what is there already is shared.
        DropTarget target = shell.getData(DND.DROP_TARGET_KEY) instanceof DropTarget there ? there
                : new DropTarget(shell, DND.DROP_COPY | DND.DROP_LINK | DND.DROP_MOVE);
        Set<Transfer> transfers = new LinkedHashSet<>(List.of(target.getTransfer()));
        transfers.addAll(List.of(WindowDrop.transfers()));
        target.setTransfer(transfers.toArray(Transfer[]::new));
        target.addDropListener(new WindowDrop(shell, opening::open));
    }
}
