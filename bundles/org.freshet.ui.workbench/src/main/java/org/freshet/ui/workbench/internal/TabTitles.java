package org.freshet.ui.workbench.internal;

import org.eclipse.e4.ui.model.application.MApplication;
import org.eclipse.e4.ui.model.application.ui.basic.MPart;
import org.eclipse.e4.ui.workbench.modeling.EModelService;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.views.IViewDescriptor;

/**
 * The tabs of views that have not been shown since the start. Until they are, the platform shows the titles that were stored, which may be
 * in another language than the user's of today. UI thread.
 */
final class TabTitles {
    private TabTitles() {
    }

    static void refresh(IWorkbench workbench) {
        MApplication application = workbench.getService(MApplication.class);
        for (MPart part : workbench.getService(EModelService.class).findElements(application, null, MPart.class)) {
            IViewDescriptor view = part.getObject() == null ? workbench.getViewRegistry().find(part.getElementId()) : null;
            if (view != null && !view.getLabel().equals(part.getLabel())) {
                part.setLabel(view.getLabel());
            }
        }
    }
}
