package org.freshet.ui.plugins.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

import org.eclipse.core.runtime.IConfigurationElement;
import org.eclipse.core.runtime.IExtension;
import org.eclipse.core.runtime.IExtensionPoint;
import org.eclipse.core.runtime.IRegistryEventListener;
import org.eclipse.core.runtime.Platform;
import org.eclipse.e4.ui.model.application.MApplication;
import org.eclipse.e4.ui.model.application.ui.MElementContainer;
import org.eclipse.e4.ui.model.application.ui.MUIElement;
import org.eclipse.e4.ui.model.application.ui.menu.MMenuContribution;
import org.eclipse.e4.ui.model.application.ui.menu.MToolBarContribution;
import org.eclipse.e4.ui.model.application.ui.menu.MTrimContribution;
import org.eclipse.ui.IStartup;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.internal.menus.MenuAdditionCacheEntry;
import org.eclipse.ui.internal.menus.MenuFactoryGenerator;

/**
 * Lets what plugins add to menus, tool bars and trim come and go with them. The workbench reads the extension point once, at its start, into
 * its model, and draws from that model; so the model is changed here, in the workbench's own way, and then what is drawn
 * ({@link DrawnMenus}). Context menus are made from the model each time they are shown.
 */
public final class LiveMenus implements IStartup, IRegistryEventListener {

    private static final String POINT = "org.eclipse.ui.menus";

    @Override
    public void earlyStartup() {
        Platform.getExtensionRegistry().addListener(this, POINT);
    }

    @Override
    public void added(IExtension[] extensions) {
        List<IConfigurationElement> elements = elements(extensions);
        LiveViews.onDisplay(() -> add(elements.stream().filter(IConfigurationElement::isValid).toList()));
    }

    @Override
    public void removed(IExtension[] extensions) {
        // What an extension says is gone when it is; its handles live only as long as this call.
        List<MenuEntry> entries = elements(extensions).stream().flatMap(element -> MenuEntry.of(element).stream()).toList();
        LiveViews.onDisplay(() -> remove(entries));
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
        return Arrays.stream(extensions).flatMap(extension -> Arrays.stream(extension.getConfigurationElements()))
                .filter(element -> element.getName().equals("menuContribution")).toList();
    }

    private static void add(List<IConfigurationElement> elements) {
        MApplication application = PlatformUI.getWorkbench().getService(MApplication.class);
        ArrayList<MMenuContribution> menus = new ArrayList<>();
        ArrayList<MToolBarContribution> toolBars = new ArrayList<>();
        ArrayList<MTrimContribution> trims = new ArrayList<>();
        for (IConfigurationElement element : elements) {
            String location = element.getAttribute("locationURI");
            if (element.getAttribute("class") != null) {
                new MenuFactoryGenerator(application, application.getContext(), element, location).mergeIntoModel(menus, toolBars);
            } else {
                new MenuAdditionCacheEntry(application, application.getContext(), element, location, element.getNamespaceIdentifier())
                        .mergeIntoModel(menus, toolBars, trims);
            }
        }
        application.getMenuContributions().addAll(menus);
        application.getToolBarContributions().addAll(toolBars);
        application.getTrimContributions().addAll(trims);
        DrawnMenus drawn = new DrawnMenus(application);
        drawn.addToMenus(menus);
        drawn.addToToolBars(toolBars);
        drawn.addToTrims(trims);
    }

    private static void remove(List<MenuEntry> entries) {
        MApplication application = PlatformUI.getWorkbench().getService(MApplication.class);
        DrawnMenus drawn = new DrawnMenus(application);
        for (MenuEntry entry : entries) {
            drop(application.getMenuContributions(), MMenuContribution::getParentId, entry);
            drop(application.getToolBarContributions(), MToolBarContribution::getParentId, entry);
            drop(application.getTrimContributions(), MTrimContribution::getParentId, entry);
            drawn.remove(entry);
        }
        PlatformCaches.flush();
    }

    /** Takes the entry once from the contributions, and those from which it was the last. */
    private static <C extends MUIElement> void drop(List<C> contributions, Function<C, String> parent, MenuEntry entry) {
        for (C contribution : List.copyOf(contributions)) {
            if (!entry.parent().equals(parent.apply(contribution))) {
                continue;
            }
            if (entry.words().equals(MenuEntry.factory(contribution.getElementId()))) {
                contributions.remove(contribution);
                return;
            }
            List<? extends MUIElement> children = ((MElementContainer<?>) contribution).getChildren();
            for (MUIElement child : children) {
                if (MenuEntry.words(child).equals(entry.words())) {
                    children.remove(child);
                    if (children.isEmpty()) {
                        contributions.remove(contribution);
                    }
                    return;
                }
            }
        }
    }
}
