package org.freshet.ui.plugins.internal;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.eclipse.core.runtime.IConfigurationElement;
import org.eclipse.core.runtime.IExtension;
import org.eclipse.core.runtime.IExtensionPoint;
import org.eclipse.core.runtime.IRegistryEventListener;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Platform;
import org.eclipse.core.runtime.Status;
import org.eclipse.e4.ui.model.application.MApplication;
import org.eclipse.swt.widgets.Display;
import org.eclipse.ui.IStartup;
import org.eclipse.ui.IViewReference;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.statushandlers.StatusManager;
import org.eclipse.ui.views.IViewRegistry;

/**
 * Lets the views of plugins come and go with them. Commands, handlers, keys and preference pages follow the extension registry by
 * themselves, menus do it by {@link LiveMenus}; the workbench's registry of views is read once, at its start, and has no method to add to it. Its own private one is used here, since what
 * it does (a part descriptor in the application's model, and a view descriptor) must be the same as for views that were there at the
 * start. Should a later release have it no more, views of new plugins appear after a restart, and the log says so.
 */
public final class LiveViews implements IStartup, IRegistryEventListener {

    private static final String POINT = "org.eclipse.ui.views";
    private static final String BUNDLE = "org.freshet.ui.plugins";

    @Override
    public void earlyStartup() {
        Platform.getExtensionRegistry().addListener(this, POINT);
    }

    @Override
    public void added(IExtension[] extensions) {
        onDisplay(() -> elements(extensions).forEach(LiveViews::add));
    }

    @Override
    public void removed(IExtension[] extensions) {
        // What an extension says is gone when it is; its handles live only as long as this call.
        List<String> ids = elements(extensions).stream().map(element -> element.getAttribute("id")).toList();
        onDisplay(() -> ids.forEach(LiveViews::remove));
    }

    @Override
    public void added(IExtensionPoint[] points) {
        // Only extensions are of interest.
    }

    @Override
    public void removed(IExtensionPoint[] points) {
        // Only extensions are of interest.
    }

    private static List<IConfigurationElement> elements(IExtension[] extensions) {
        List<IConfigurationElement> views = new ArrayList<>();
        for (IExtension extension : extensions) {
            for (IConfigurationElement element : extension.getConfigurationElements()) {
                if (element.getName().equals("view") && element.getAttribute("id") != null) {
                    views.add(element);
                }
            }
        }
        return views;
    }

    /** Later, in the UI thread, if there will be one. */
    static void onDisplay(Runnable what) {
        if (PlatformUI.isWorkbenchRunning()) {
            Display display = PlatformUI.getWorkbench().getDisplay();
            if (display != null && !display.isDisposed()) {
                display.asyncExec(() -> {
                    if (!PlatformUI.getWorkbench().isClosing()) {
                        what.run();
                    }
                });
            }
        }
    }

    private static void add(IConfigurationElement element) {
        IViewRegistry registry = PlatformUI.getWorkbench().getViewRegistry();
        if (!element.isValid() || registry.find(element.getAttribute("id")) != null) {
            return;
        }
        try {
            Method create = registry.getClass().getDeclaredMethod("createDescriptor", IConfigurationElement.class, boolean.class);
            create.setAccessible(true);
            create.invoke(registry, element, false);
        } catch (ReflectiveOperationException | RuntimeException e) {
            tell(element.getAttribute("id"), e);
        }
    }

    private static void remove(String id) {
        IWorkbench workbench = PlatformUI.getWorkbench();
        for (IWorkbenchWindow window : workbench.getWorkbenchWindows()) {
            for (IWorkbenchPage page : window.getPages()) {
                for (IViewReference view : page.getViewReferences()) {
                    if (view.getId().equals(id)) {
                        page.hideView(view);
                    }
                }
            }
        }
        MApplication application = workbench.getService(MApplication.class);
        application.getDescriptors().removeIf(descriptor -> id.equals(descriptor.getElementId()));
        IViewRegistry registry = workbench.getViewRegistry();
        try {
            Field descriptors = registry.getClass().getDeclaredField("descriptors");
            descriptors.setAccessible(true);
            ((Map<?, ?>) descriptors.get(registry)).remove(id);
        } catch (ReflectiveOperationException | RuntimeException e) {
            tell(id, e);
        }
        PlatformCaches.flush();
    }

    private static void tell(String id, Exception e) {
        StatusManager.getManager().handle(new Status(IStatus.WARNING, BUNDLE, Messages.bind(Messages.view_later, id), e), StatusManager.LOG);
    }
}
