package org.freshet.ui.plugins.internal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import org.eclipse.jface.resource.ResourceManager;
import org.eclipse.jface.viewers.ColumnLabelProvider;
import org.eclipse.jface.viewers.ITreeContentProvider;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.jface.viewers.TreeViewer;
import org.eclipse.jface.viewers.TreeViewerColumn;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.TreeColumn;
import org.freshet.ui.AccessibleNames;
import org.freshet.plugins.Plugin;
import org.freshet.plugins.Plugin.Kind;
import org.freshet.plugins.Plugin.State;
import org.freshet.plugins.Usage;
import org.freshet.ui.Icons;

/** The plugins, by kind. UI thread. */
final class PluginTree {

    private static final int CHARACTER = 8;
    private static final int WIDEST = 50 * CHARACTER;

    private final TreeViewer viewer;
    private final ResourceManager images;
    private Map<Kind, List<Plugin>> groups = Map.of();
    private Map<String, Usage> usages = Map.of();
    private Map<String, String> newer = Map.of();

    PluginTree(Composite parent, ResourceManager images) {
        this.images = images;
        this.viewer = new TreeViewer(parent, SWT.SINGLE | SWT.FULL_SELECTION | SWT.V_SCROLL | SWT.H_SCROLL);
        viewer.getTree().setHeaderVisible(true);
        AccessibleNames.set(viewer.getTree(), Messages.detail_tree);
        viewer.setContentProvider(new Content());
        column(Messages.column_name, 40, this::name, true);
        column(Messages.column_version, 20, this::version, false);
        column(Messages.column_state, 12, PluginWords::state, false);
        column(Messages.column_provider, 12, Plugin::provider, false);
        column(Messages.column_services, 30, PluginWords::services, false);
        column(Messages.column_users, 26, this::users, false);
        viewer.setInput(this);
    }

    private void column(String title, int characters, Function<Plugin, String> text, boolean first) {
        TreeViewerColumn made = new TreeViewerColumn(viewer, SWT.LEFT);
        TreeColumn column = made.getColumn();
        column.setText(title);
        column.setWidth(characters * CHARACTER);
        column.setResizable(true);
        made.setLabelProvider(new ColumnLabelProvider() {
            @Override
            public String getText(Object element) {
                return element instanceof Plugin plugin ? text.apply(plugin) : first ? PluginWords.kind((Kind) element) : "";
            }

            @Override
            public Image getImage(Object element) {
                return first && element instanceof Plugin plugin ? icon(plugin).image(images) : null;
            }
        });
    }

    /** The state stands in words beside it; the icon only helps to find it. */
    private static Icons icon(Plugin plugin) {
        return plugin.state() == State.FAULTY ? Icons.PROBLEM : Icons.PLUGIN;
    }

    private String name(Plugin plugin) {
        return plugin.name();
    }

    private String version(Plugin plugin) {
        String better = newer.get(plugin.id());
        return better == null ? plugin.version() : Messages.bind(Messages.update_toBeHad, plugin.version(), better);
    }

    private String users(Plugin plugin) {
        Usage usage = usages.get(plugin.id());
        return usage == null || plugin.state() == State.REMOVED ? "" : PluginWords.usage(usage);
    }

    TreeViewer viewer() {
        return viewer;
    }

    /** Shows other plugins; the selected one stays selected, by its id. */
    void show(PluginWork.Seen seen) {
        String selected = selected().map(Plugin::id).orElse("");
        boolean first = groups.isEmpty();
        groups = PluginWords.grouped(seen.plugins());
        usages = seen.usages();
        Object[] expanded = first ? null : viewer.getExpandedElements();
        viewer.getTree().setRedraw(false);
        try {
            viewer.refresh();
            if (first) {
                viewer.expandAll();
                fit();
            } else {
                viewer.setExpandedElements(expanded);
            }
        } finally {
            viewer.getTree().setRedraw(true);
        }
        seen.plugins().stream().filter(plugin -> plugin.id().equals(selected)).findFirst()
                .ifPresentOrElse(plugin -> viewer.setSelection(new StructuredSelection(plugin)),
                        () -> viewer.setSelection(StructuredSelection.EMPTY));
    }

    /** Makes columns as wide as what is in them, within reason; what is wider has a scroll bar. */
    private void fit() {
        for (TreeColumn column : viewer.getTree().getColumns()) {
            int least = column.getWidth() / 2;
            column.pack();
            column.setWidth(Math.clamp(column.getWidth(), least, WIDEST));
        }
    }

    /** Versions that are to be had, by the plugin's id. */
    void newer(Map<String, String> versions) {
        newer = Map.copyOf(versions);
        viewer.refresh();
    }

    Optional<Plugin> selected() {
        return viewer.getStructuredSelection().getFirstElement() instanceof Plugin plugin ? Optional.of(plugin) : Optional.empty();
    }

    Optional<Usage> usage(Plugin plugin) {
        return Optional.ofNullable(usages.get(plugin.id()));
    }

    private final class Content implements ITreeContentProvider {
        @Override
        public Object[] getElements(Object input) {
            return groups.keySet().toArray();
        }

        @Override
        public Object[] getChildren(Object parent) {
            return parent instanceof Kind kind ? groups.getOrDefault(kind, List.of()).toArray() : new Object[0];
        }

        @Override
        public Object getParent(Object element) {
            return element instanceof Plugin plugin ? plugin.kind() : null;
        }

        @Override
        public boolean hasChildren(Object element) {
            return element instanceof Kind;
        }
    }
}
