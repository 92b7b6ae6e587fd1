package org.freshet.ui.workbench.internal;

import java.nio.file.Path;
import java.util.function.BooleanSupplier;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchPart;
import org.eclipse.ui.application.ActionBarAdvisor;
import org.eclipse.ui.application.IActionBarConfigurer;
import org.eclipse.ui.application.IWorkbenchWindowConfigurer;
import org.eclipse.ui.application.WorkbenchWindowAdvisor;

/** The window: its size, which bars it has, and whether it may be closed. */
final class WindowAdvisor extends WorkbenchWindowAdvisor {
    private static final Point SIZE = new Point(1100, 720);

    private final Themes themes;
    private final StatusFigures figures;
    private final Path profile;
    private final BooleanSupplier mayClose;

    WindowAdvisor(IWorkbenchWindowConfigurer configurer, Themes themes, StatusFigures figures, Path profile, BooleanSupplier mayClose) {
        super(configurer);
        this.profile = profile;
        this.themes = themes;
        this.figures = figures;
        this.mayClose = mayClose;
    }

    @Override
    public ActionBarAdvisor createActionBarAdvisor(IActionBarConfigurer configurer) {
        return new MenuBar(configurer, themes, figures, profile);
    }

    @Override
    public void preWindowOpen() {
        IWorkbenchWindowConfigurer configurer = getWindowConfigurer();
        configurer.setInitialSize(SIZE);
        configurer.setShowCoolBar(true);
        configurer.setShowStatusLine(true);
        configurer.setShowPerspectiveBar(false);
        configurer.setShowProgressIndicator(false);
        configurer.setTitle("Freshet");
    }

    @Override
    public void postWindowOpen() {
        Shell shell = getWindowConfigurer().getWindow().getShell();
        // What had the focus may be hidden since: without a focus no key would do anything, not even one that belongs to the window.
        shell.addListener(SWT.Activate, event -> shell.getDisplay().asyncExec(() -> {
            if (!shell.isDisposed() && shell.getDisplay().getActiveShell() == shell) {
                Control focus = shell.getDisplay().getFocusControl();
                if (focus == null || !focus.isVisible()) {
                    focusActivePart();
                }
            }
        }));
    }

    private void focusActivePart() {
        IWorkbenchPage page = getWindowConfigurer().getWindow().getActivePage();
        if (page == null) {
            return;
        }
        IWorkbenchPart part = page.getActivePart() == null ? page.findView(TorrentsPerspective.TORRENTS) : page.getActivePart();
        if (part != null) {
            page.activate(part);
            part.setFocus();
        }
    }

    @Override
    public boolean preWindowShellClose() {
        return mayClose.getAsBoolean();
    }
}
