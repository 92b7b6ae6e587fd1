package org.freshet.ui.add.internal;

import java.util.HashMap;
import java.util.Map;

import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.IWindowListener;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.contexts.IContextActivation;
import org.eclipse.ui.contexts.IContextService;

/**
 * Puts the keys in force, makes every window take drops, and offers to go on with creations that were stopped; takes all of it back
 * again. UI thread.
 */
final class Windows implements IWindowListener {
    private static final String CONTEXT = "org.freshet.ui.add.context";

    private final IWorkbench workbench;
    private final Opening opening;
    private final Map<IWorkbenchWindow, WindowDrop> drops = new HashMap<>();
    /** Loaded before it is needed: at the end this bundle may be one whose classes cannot be loaded any more. */
    private final Class<?> dialogs = FormDialog.class;
    private IContextActivation keys;
    private boolean resumed;

    Windows(IWorkbench workbench, Opening opening) {
        this.workbench = workbench;
        this.opening = opening;
    }

    void begin() {
        keys = workbench.getService(IContextService.class).activateContext(CONTEXT);
        workbench.addWindowListener(this);
        for (IWorkbenchWindow window : workbench.getWorkbenchWindows()) {
            windowOpened(window);
        }
    }

    /** Dialogs of this bundle close too: without it they could not do anything. */
    void end() {
        workbench.removeWindowListener(this);
        drops.values().forEach(WindowDrop::end);
        drops.clear();
        if (workbench.isClosing()) {
            return;
        }
        workbench.getService(IContextService.class).deactivateContext(keys);
        for (Shell shell : workbench.getDisplay().getShells()) {
            if (!shell.isDisposed() && dialogs.isInstance(shell.getData())) {
                shell.dispose();
            }
        }
    }

    @Override
    public void windowOpened(IWorkbenchWindow window) {
        if (window.getShell() == null) {
            return;
        }
        drops.computeIfAbsent(window, opened -> new WindowDrop(opened.getShell(), opening::open));
        if (!resumed) {
            resumed = true;
            opening.resume(window.getShell());
        }
    }

    @Override
    public void windowClosed(IWorkbenchWindow window) {
        WindowDrop drop = drops.remove(window);
        if (drop != null) {
            drop.end();
        }
    }

    @Override
    public void windowActivated(IWorkbenchWindow window) {
        // The same whichever is in front.
    }

    @Override
    public void windowDeactivated(IWorkbenchWindow window) {
        // The same whichever is in front.
    }
}
