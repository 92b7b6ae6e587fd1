package org.freshet.ui.plugins.internal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.eclipse.e4.core.contexts.IEclipseContext;
import org.eclipse.e4.core.contexts.RunAndTrack;
import org.eclipse.e4.ui.internal.workbench.ContributionsAnalyzer;
import org.eclipse.e4.ui.internal.workbench.swt.AbstractPartRenderer;
import org.eclipse.e4.ui.model.application.MApplication;
import org.eclipse.e4.ui.model.application.ui.MElementContainer;
import org.eclipse.e4.ui.model.application.ui.MUIElement;
import org.eclipse.e4.ui.model.application.ui.basic.MTrimBar;
import org.eclipse.e4.ui.model.application.ui.basic.MTrimElement;
import org.eclipse.e4.ui.model.application.ui.menu.MMenu;
import org.eclipse.e4.ui.model.application.ui.menu.MMenuContribution;
import org.eclipse.e4.ui.model.application.ui.menu.MMenuElement;
import org.eclipse.e4.ui.model.application.ui.menu.MPopupMenu;
import org.eclipse.e4.ui.model.application.ui.menu.MToolBar;
import org.eclipse.e4.ui.model.application.ui.menu.MToolBarContribution;
import org.eclipse.e4.ui.model.application.ui.menu.MTrimContribution;
import org.eclipse.e4.ui.workbench.modeling.EModelService;
import org.eclipse.e4.ui.workbench.renderers.swt.ContributionRecord;
import org.eclipse.e4.ui.workbench.renderers.swt.MenuManagerRenderer;
import org.eclipse.e4.ui.workbench.renderers.swt.ToolBarContributionRecord;
import org.eclipse.e4.ui.workbench.renderers.swt.ToolBarManagerRenderer;
import org.eclipse.e4.ui.workbench.swt.factories.IRendererFactory;
import org.eclipse.jface.action.MenuManager;

/** The menus, tool bars and trim that are drawn at the moment: contributions are added to them and taken out again. UI thread. */
final class DrawnMenus {

    private static final int EVERYWHERE = EModelService.ANYWHERE | EModelService.IN_MAIN_MENU | EModelService.IN_PART;

    private final MApplication application;
    private final EModelService model;
    private final IRendererFactory renderers;

    DrawnMenus(MApplication application) {
        this.application = application;
        this.model = application.getContext().get(EModelService.class);
        this.renderers = application.getContext().get(IRendererFactory.class);
    }

    private <E extends MUIElement> List<E> all(Class<E> type) {
        return model.findElements(application, type, EVERYWHERE, element -> true);
    }

    private <R extends AbstractPartRenderer> R renderer(MUIElement element, Class<R> type) {
        AbstractPartRenderer renderer = renderers.getRenderer(element, null);
        return type.isInstance(renderer) ? type.cast(renderer) : null;
    }

    /** In several rounds, since a contribution may have its place in a menu that another one makes, or beside what another one adds. */
    void addToMenus(List<MMenuContribution> added) {
        Set<List<Object>> done = new HashSet<>();
        int before;
        do {
            before = done.size();
            for (MMenu menu : all(MMenu.class)) {
                MenuManagerRenderer renderer = renderer(menu, MenuManagerRenderer.class);
                if (!(menu instanceof MPopupMenu) && renderer != null && renderer.getManager(menu) != null) {
                    addToMenu(menu, renderer, added, done);
                }
            }
        } while (done.size() > before);
    }

    private static void addToMenu(MMenu menu, MenuManagerRenderer renderer, List<MMenuContribution> added, Set<List<Object>> done) {
        ArrayList<MMenuContribution> fitting = new ArrayList<>();
        ContributionsAnalyzer.XXXgatherMenuContributions(menu, added, menu.getElementId(), fitting, false);
        for (MMenuContribution contribution : fitting) {
            ContributionRecord record = new ContributionRecord(menu, contribution, renderer);
            if (!done.contains(List.of(menu, contribution)) && record.mergeIntoModel()) {
                done.add(List.of(menu, contribution));
                follow(menu, renderer, record);
            }
        }
    }

    /** Shows what is added when its expressions say so, until it is taken out. */
    private static void follow(MMenu menu, MenuManagerRenderer renderer, ContributionRecord record) {
        IEclipseContext context = renderer.getContext(menu);
        context.runAndTrack(new RunAndTrack() {
            @Override
            public boolean changed(IEclipseContext ignored) {
                MenuManager manager = renderer.getManager(menu);
                if (manager == null || record.getGeneratedElements().isEmpty() && record.getSharedElements().isEmpty()) {
                    return false;
                }
                record.updateVisibility(context.getActiveLeaf());
                manager.update(false);
                return true;
            }
        });
    }

    void addToToolBars(List<MToolBarContribution> added) {
        for (MToolBar bar : all(MToolBar.class)) {
            ToolBarManagerRenderer renderer = renderer(bar, ToolBarManagerRenderer.class);
            if (renderer == null || renderer.getManager(bar) == null) {
                continue;
            }
            ArrayList<MToolBarContribution> fitting = new ArrayList<>();
            ContributionsAnalyzer.XXXgatherToolBarContributions(added, bar.getElementId(), fitting);
            for (MToolBarContribution contribution : fitting) {
                ToolBarContributionRecord record = new ToolBarContributionRecord(bar, contribution, renderer);
                if (record.mergeIntoModel() && record.anyVisibleWhen()) {
                    follow(bar, renderer, record, contribution);
                }
            }
        }
    }

    private void follow(MToolBar bar, ToolBarManagerRenderer renderer, ToolBarContributionRecord record, MToolBarContribution contribution) {
        IEclipseContext context = renderer.getContext(bar);
        context.runAndTrack(new RunAndTrack() {
            @Override
            public boolean changed(IEclipseContext ignored) {
                if (renderer.getManager(bar) == null || !application.getToolBarContributions().contains(contribution)) {
                    return false;
                }
                record.updateVisibility(context.getActiveLeaf());
                runExternalCode(() -> renderer.getManager(bar).update(false));
                return true;
            }
        });
    }

    /** New tool bars; what belongs into them is taken from the application's contributions when they are drawn. */
    void addToTrims(List<MTrimContribution> added) {
        for (MTrimBar trim : all(MTrimBar.class)) {
            ArrayList<MTrimContribution> fitting = new ArrayList<>();
            ContributionsAnalyzer.gatherTrimContributions(added, trim.getElementId(), fitting);
            HashSet<String> present = new HashSet<>(trim.getChildren().stream().map(MTrimElement::getElementId).filter(Objects::nonNull)
                    .toList());
            for (MTrimContribution contribution : fitting) {
                ArrayList<MTrimElement> made = new ArrayList<>();
                ContributionsAnalyzer.processAddition(trim, contribution, made, present);
                trim.getPendingCleanup().addAll(made);
            }
        }
    }

    /** Takes out what one entry has become, once wherever it is. */
    void remove(MenuEntry entry) {
        removeFromMenus(entry);
        for (MToolBar bar : all(MToolBar.class)) {
            if (entry.parent().equals(bar.getElementId())) {
                first(bar.getChildren(), entry).ifPresent(bar.getChildren()::remove);
            }
        }
        for (MTrimBar trim : all(MTrimBar.class)) {
            boolean wanted = application.getTrimContributions().stream().anyMatch(other -> first(other.getChildren(), entry).isPresent());
            if (entry.parent().equals(trim.getElementId()) && !wanted) {
                first(trim.getChildren(), entry).ifPresent(element -> {
                    element.setToBeRendered(false);
                    trim.getChildren().remove(element);
                });
            }
        }
    }

    private static <E extends MUIElement> Optional<E> first(List<E> elements, MenuEntry entry) {
        return elements.stream().filter(element -> MenuEntry.words(element).equals(entry.words())).findFirst();
    }

    private void removeFromMenus(MenuEntry entry) {
        MenuManagerRenderer renderer = all(MMenu.class).stream().findFirst().map(menu -> renderer(menu, MenuManagerRenderer.class))
                .orElse(null);
        if (renderer == null) {
            return;
        }
        Set<Object> done = Collections.newSetFromMap(new IdentityHashMap<>());
        for (ContributionRecord record : renderer.getContributionRecords()) {
            if (!entry.parent().equals(record.getMenuContribution().getParentId()) || record.getManagerForModel() == null) {
                continue;
            }
            List<MMenuElement> elements = elements(record);
            if (entry.words().equals(MenuEntry.factory(record.getMenuContribution().getElementId()))) {
                record.dispose();
                elements.forEach(element -> renderer.cleanUpCopy(record, element));
                record.getManagerForModel().update(true);
            } else {
                first(elements, entry).filter(element -> done.add(element.getParent())).ifPresent(element -> take(renderer, record, element));
            }
        }
    }

    private static List<MMenuElement> elements(ContributionRecord record) {
        return Stream.concat(record.getGeneratedElements().stream(), record.getSharedElements().stream()).toList();
    }

    private static void take(MenuManagerRenderer renderer, ContributionRecord record, MMenuElement element) {
        record.getGeneratedElements().remove(element);
        if (record.getSharedElements().remove(element)) {
            renderer.removeRecord(element, record);
            if (!renderer.getList(element).isEmpty()) {
                return; // somebody else added the same menu or separator
            }
        }
        MElementContainer<MUIElement> menu = element.getParent();
        menu.getChildren().remove(element);
        renderer.cleanUpCopy(record, element);
        record.getManagerForModel().update(true);
    }
}
