package org.freshet.ui.plugins.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.eclipse.core.runtime.IConfigurationElement;
import org.eclipse.e4.ui.model.application.ui.MUIElement;
import org.eclipse.e4.ui.model.application.ui.menu.MHandledItem;
import org.eclipse.e4.ui.model.application.ui.menu.MMenu;
import org.eclipse.e4.ui.model.application.ui.menu.MMenuSeparator;
import org.eclipse.e4.ui.model.application.ui.menu.MToolBar;
import org.eclipse.e4.ui.model.application.ui.menu.MToolBarSeparator;
import org.eclipse.ui.internal.menus.MenuHelper;

/**
 * One thing that a bundle adds to a menu, a tool bar or the window's trim, by what can be told of it from the extension and from the
 * workbench's model alike: the workbench merges what bundles add to a place and forgets who added what.
 *
 * @param parent the id of the menu, tool bar or trim; {@code popup} for every context menu
 * @param words what it is, with its id, command and parameters
 */
record MenuEntry(String parent, String words) {

    /** All that an element {@code menuContribution} adds, what it adds to menus of its own included, innermost first. */
    static List<MenuEntry> of(IConfigurationElement contribution) {
        List<MenuEntry> entries = new ArrayList<>();
        String parent = parent(contribution.getAttribute("locationURI"));
        if (contribution.getAttribute("class") != null) {
            entries.add(new MenuEntry(parent, factory(MenuHelper.getId(contribution))));
        }
        collect(contribution, parent, entries);
        return entries;
    }

    private static void collect(IConfigurationElement container, String parent, List<MenuEntry> entries) {
        for (IConfigurationElement child : container.getChildren()) {
            switch (child.getName()) {
                case "command" -> entries.add(new MenuEntry(parent,
                        command(MenuHelper.getId(child), MenuHelper.getCommandId(child), MenuHelper.getParameters(child))));
                case "separator" -> entries.add(new MenuEntry(parent, separator(child.getAttribute("name"))));
                case "menu", "toolbar" -> {
                    String id = MenuHelper.getId(child);
                    collect(child, id, entries);
                    entries.add(new MenuEntry(parent, container(id)));
                }
                case "dynamic", "control" -> entries.add(new MenuEntry(parent, other(MenuHelper.getId(child))));
                default -> { } // visibleWhen
            }
        }
    }

    /** The id of the place in {@code scheme:id?query}, as the workbench's model has it. */
    static String parent(String location) {
        String place = location == null ? "" : location.substring(location.indexOf(':') + 1);
        int query = place.indexOf('?');
        String id = query < 0 ? place : place.substring(0, query);
        return switch (id) {
            case "org.eclipse.ui.popup.any" -> "popup";
            case "org.eclipse.ui.trim.command2" -> "org.eclipse.ui.main.toolbar";
            default -> id;
        };
    }

    /** What {@link #words()} would be for something in the workbench's model. */
    static String words(MUIElement element) {
        return switch (element) {
            case MHandledItem item -> command(item.getElementId(), item.getCommand() == null ? null : item.getCommand().getElementId(),
                    parameters(item));
            case MMenuSeparator line -> separator(line.getElementId());
            case MToolBarSeparator line -> separator(line.getElementId());
            case MMenu menu -> container(menu.getElementId());
            case MToolBar bar -> container(bar.getElementId());
            default -> other(element.getElementId());
        };
    }

    private static Map<String, String> parameters(MHandledItem item) {
        Map<String, String> parameters = new TreeMap<>();
        item.getParameters().forEach(parameter -> parameters.put(parameter.getName(), parameter.getValue()));
        return parameters;
    }

    private static String command(String id, String command, Map<String, String> parameters) {
        return "command " + id + ' ' + command + ' ' + new TreeMap<>(parameters);
    }

    private static String separator(String name) {
        return "separator " + name;
    }

    private static String container(String id) {
        return "container " + id;
    }

    private static String other(String id) {
        return "other " + id;
    }

    /** What a class adds, whatever that is. */
    static String factory(String id) {
        return "factory " + id;
    }
}
