package org.freshet.ui.settings.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.eclipse.jface.preference.IPreferenceNode;
import org.eclipse.jface.preference.PreferenceDialog;
import org.eclipse.jface.preference.PreferenceManager;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Shell;
import org.freshet.ui.settings.internal.model.SettingsGroup;

/** The pages below our root page in the workbench's preference dialog, which sorts them, also while that is open. UI thread. */
final class PreferencePages {
    private final Display display;
    private final PreferenceManager manager;
    private final SettingsAccess access;
    private final Map<Long, List<SettingsGroup>> groups = new TreeMap<>();

    PreferencePages(Display display, PreferenceManager manager, SettingsAccess access) {
        this.display = display;
        this.manager = manager;
        this.access = access;
    }

    /** Shows the groups of a bundle, in place of what it had before; none: the bundle has gone. */
    void put(long bundle, List<SettingsGroup> ofBundle) {
        if (ofBundle.isEmpty() ? groups.remove(bundle) == null : ofBundle.equals(groups.put(bundle, ofBundle))) {
            return;
        }
        refresh();
    }

    /** Takes all pages away. */
    void clear() {
        groups.clear();
        refresh();
    }

    private void refresh() {
        IPreferenceNode root = manager.find(RootPage.ID);
        if (root == null) {
            return; // this bundle's own root page has gone, and all below with it
        }
        List<SettingsGroup> wanted = new ArrayList<>();
        groups.values().forEach(wanted::addAll);
        List<SettingsNode> present = new ArrayList<>();
        for (IPreferenceNode node : root.getSubNodes()) {
            if (node instanceof SettingsNode own) {
                present.add(own);
                root.remove(node);
            }
        }
        for (SettingsGroup group : wanted) {
            // A page that is open keeps what was typed.
            SettingsNode node = present.stream().filter(n -> n.group().equals(group)).findFirst().orElse(null);
            present.remove(node);
            root.add(node == null ? new SettingsNode(group, access) : node);
        }
        showInOpenDialog(root, present);
        present.forEach(SettingsNode::disposeResources);
    }

    /** A dialog is found by its shell, where JFace notes each window. */
    private void showInOpenDialog(IPreferenceNode root, List<SettingsNode> gone) {
        for (Shell shell : display.getShells()) {
            if (shell.getData() instanceof PreferenceDialog dialog && dialog.getTreeViewer() != null) {
                boolean leave = Arrays.stream(dialog.getTreeViewer().getStructuredSelection().toArray()).anyMatch(gone::contains);
                if (leave) {
                    dialog.getTreeViewer().setSelection(new StructuredSelection(root), true);
                }
                dialog.getTreeViewer().refresh();
            }
        }
    }
}
