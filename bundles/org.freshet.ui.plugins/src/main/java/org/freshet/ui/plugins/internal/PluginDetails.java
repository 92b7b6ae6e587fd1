package org.freshet.ui.plugins.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.ScrolledComposite;
import org.eclipse.swt.custom.StackLayout;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.freshet.plugins.Plugin;
import org.freshet.plugins.Plugin.Origin;
import org.freshet.plugins.Usage;

/** One plugin: what it is, offers, needs, who uses it and what it left in memory. UI thread. */
final class PluginDetails extends Composite {

    private static final int LEAST_WIDTH = 220;

    private final List<Row> rows = new ArrayList<>();
    private final Composite empty;
    private final ScrolledComposite scrolled;
    private final Composite form;
    private final Label title;
    private final Text memory;
    private final Button check;
    private Plugin shown;

    private record Row(Label label, Text text, BiFunction<Plugin, Usage, String> words) {
    }

    PluginDetails(Composite parent, Runnable checkMemory) {
        super(parent, SWT.NONE);
        setLayout(new StackLayout());
        empty = new Composite(this, SWT.NONE);
        GridLayoutFactory.swtDefaults().applyTo(empty);
        Label hint = new Label(empty, SWT.WRAP);
        hint.setText(Messages.detail_none);
        GridDataFactory.fillDefaults().grab(true, false).hint(LEAST_WIDTH, SWT.DEFAULT).applyTo(hint);
        scrolled = new ScrolledComposite(this, SWT.V_SCROLL);
        scrolled.setExpandHorizontal(true);
        scrolled.setExpandVertical(true);
        form = new Composite(scrolled, SWT.NONE);
        GridLayoutFactory.swtDefaults().numColumns(2).margins(8, 8).applyTo(form);
        scrolled.setContent(form);
        title = new Label(form, SWT.WRAP);
        title.setFont(JFaceResources.getFontRegistry().getBold(JFaceResources.DEFAULT_FONT));
        GridDataFactory.fillDefaults().span(2, 1).grab(true, false).applyTo(title);
        row(Messages.detail_problem, (plugin, usage) -> plugin.problem());
        row(Messages.detail_id, (plugin, usage) -> plugin.id());
        row(Messages.detail_version, (plugin, usage) -> plugin.version());
        row(Messages.detail_provider, (plugin, usage) -> plugin.provider());
        row(Messages.detail_state, (plugin, usage) -> PluginWords.state(plugin));
        row(Messages.detail_origin, (plugin, usage) -> PluginWords.origin(plugin));
        row(Messages.detail_signature, (plugin, usage) -> plugin.origin() != Origin.INSTALLED ? ""
                : plugin.signature().isEmpty() ? Messages.detail_unsigned : plugin.signature());
        row(Messages.detail_services, (plugin, usage) -> PluginWords.serviceLines(plugin));
        row(Messages.detail_users, (plugin, usage) -> usage == null ? "" : PluginWords.usage(usage));
        memory = text(label(Messages.detail_memory));
        check = new Button(form, SWT.PUSH);
        check.setText(Messages.action_memory);
        GridDataFactory.swtDefaults().indent(0, 0).span(2, 1).align(SWT.END, SWT.CENTER).applyTo(check);
        check.addListener(SWT.Selection, event -> checkMemory.run());
        row(Messages.detail_bundles, (plugin, usage) -> PluginWords.bundleLines(plugin));
        row(Messages.detail_requirements, (plugin, usage) -> PluginWords.requirementLines(plugin));
        scrolled.addListener(SWT.Resize, event -> fit());
        stack().topControl = empty;
    }

    private StackLayout stack() {
        return (StackLayout) getLayout();
    }

    private void row(String name, BiFunction<Plugin, Usage, String> words) {
        Label label = label(name);
        rows.add(new Row(label, text(label), words));
    }

    private Label label(String name) {
        Label label = new Label(form, SWT.NONE);
        label.setText(name);
        GridDataFactory.fillDefaults().align(SWT.BEGINNING, SWT.BEGINNING).applyTo(label);
        return label;
    }

    /** A text that can be selected, copied and read by a screen reader, which takes the label before it for its name. */
    private Text text(Label label) {
        Text text = new Text(form, SWT.READ_ONLY | SWT.WRAP | SWT.MULTI);
        text.setBackground(form.getBackground());
        GridDataFactory.fillDefaults().grab(true, false).hint(LEAST_WIDTH, SWT.DEFAULT).applyTo(text);
        return text;
    }

    /** Shows a plugin, or nothing for {@code null}. */
    void show(Plugin plugin, Usage usage) {
        boolean other = plugin == null || shown == null || !plugin.id().equals(shown.id());
        shown = plugin;
        stack().topControl = plugin == null ? empty : scrolled;
        layout();
        if (plugin == null) {
            return;
        }
        setText(title, plugin.name());
        for (Row row : rows) {
            String words = row.words().apply(plugin, usage);
            if (!row.text().getText().equals(words)) {
                row.text().setText(words);
            }
            visible(row.label(), !words.isEmpty());
            visible(row.text(), !words.isEmpty());
        }
        if (other) {
            memory.setText(Messages.memory_unknown);
        }
        fit();
    }

    private static void setText(Label label, String text) {
        if (!label.getText().equals(text)) {
            label.setText(text.replace("&", "&&"));
        }
    }

    private static void visible(org.eclipse.swt.widgets.Control control, boolean visible) {
        control.setVisible(visible);
        ((GridData) control.getLayoutData()).exclude = !visible;
    }

    /** Tells what a memory check found, if its plugin is still the one that is shown. */
    void memory(String id, String words) {
        if (shown != null && shown.id().equals(id)) {
            memory.setText(words);
            fit();
        }
    }

    private void fit() {
        int width = Math.max(LEAST_WIDTH, scrolled.getClientArea().width);
        scrolled.setMinSize(form.computeSize(width, SWT.DEFAULT));
        form.layout(true);
    }

    @Override
    public boolean setFocus() {
        return check.setFocus();
    }
}
