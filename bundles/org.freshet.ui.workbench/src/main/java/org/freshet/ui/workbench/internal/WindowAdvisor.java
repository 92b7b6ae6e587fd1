package org.freshet.ui.workbench.internal;

import java.util.function.BooleanSupplier;

import org.eclipse.swt.graphics.Point;
import org.eclipse.ui.application.ActionBarAdvisor;
import org.eclipse.ui.application.IActionBarConfigurer;
import org.eclipse.ui.application.IWorkbenchWindowConfigurer;
import org.eclipse.ui.application.WorkbenchWindowAdvisor;

/** The window: its size, which bars it has, and whether it may be closed. */
final class WindowAdvisor extends WorkbenchWindowAdvisor {
    private static final Point SIZE = new Point(1100, 720);

    private final Themes themes;
    private final StatusFigures figures;
    private final BooleanSupplier mayClose;

    WindowAdvisor(IWorkbenchWindowConfigurer configurer, Themes themes, StatusFigures figures, BooleanSupplier mayClose) {
        super(configurer);
        this.themes = themes;
        this.figures = figures;
        this.mayClose = mayClose;
    }

    @Override
    public ActionBarAdvisor createActionBarAdvisor(IActionBarConfigurer configurer) {
        return new MenuBar(configurer, themes, figures);
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
    public boolean preWindowShellClose() {
        return mayClose.getAsBoolean();
    }
}
