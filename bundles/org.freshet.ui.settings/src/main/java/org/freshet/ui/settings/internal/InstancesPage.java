package org.freshet.ui.settings.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.eclipse.jface.preference.PreferencePage;
import org.eclipse.jface.window.Window;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.freshet.ui.AccessibleNames;
import org.freshet.ui.settings.internal.model.Instance;
import org.freshet.ui.settings.internal.model.SettingsGroup;

/** The page of a group that can exist any number of times: a list with add, edit and remove, kept when the page is applied. */
final class InstancesPage extends PreferencePage {
    private static final int ROWS = 10;

    /** An instance, and whether it is other than what is kept. */
    private record Entry(Instance instance, boolean changed) {
    }

    private final SettingsGroup group;
    private final SettingsAccess access;
    private final List<Entry> entries = new ArrayList<>();
    private final List<String> removed = new ArrayList<>();
    private org.eclipse.swt.widgets.List list;
    private Button add;
    private Button edit;
    private Button remove;

    InstancesPage(SettingsGroup group, SettingsAccess access) {
        this.group = group;
        this.access = access;
        setDescription(group.description());
        noDefaultButton();
    }

    @Override
    protected Control createContents(Composite parent) {
        Composite body = new Composite(parent, SWT.NONE);
        GridLayout layout = new GridLayout(2, false);
        layout.marginWidth = 0;
        layout.marginHeight = 0;
        body.setLayout(layout);
        Label label = new Label(body, SWT.NONE);
        label.setText(Messages.instances);
        label.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false, 2, 1));
        list = new org.eclipse.swt.widgets.List(body, SWT.BORDER | SWT.SINGLE | SWT.V_SCROLL);
        GridData data = new GridData(SWT.FILL, SWT.FILL, true, true);
        data.heightHint = list.getItemHeight() * ROWS;
        list.setLayoutData(data);
        AccessibleNames.set(list, group.title());
        Composite buttons = new Composite(body, SWT.NONE);
        GridLayout column = new GridLayout();
        column.marginWidth = 0;
        column.marginHeight = 0;
        buttons.setLayout(column);
        buttons.setLayoutData(new GridData(SWT.FILL, SWT.TOP, false, false));
        add = button(buttons, Messages.add, () -> open(-1));
        edit = button(buttons, Messages.edit, () -> open(list.getSelectionIndex()));
        remove = button(buttons, Messages.remove, this::remove);
        list.addListener(SWT.Selection, e -> enable());
        list.addListener(SWT.MouseDoubleClick, e -> open(list.getSelectionIndex()));
        list.addListener(SWT.KeyDown, e -> {
            if (e.keyCode == SWT.DEL) {
                remove();
            }
        });
        enable();
        body.setEnabled(false);
        access.load(group, loaded -> {
            if (!body.isDisposed()) {
                show(loaded);
                body.setEnabled(true);
            }
        });
        return body;
    }

    private static Button button(Composite parent, String text, Runnable action) {
        Button button = new Button(parent, SWT.PUSH);
        button.setText(text);
        button.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false));
        button.addListener(SWT.Selection, e -> action.run());
        return button;
    }

    private void show(List<Instance> kept) {
        entries.clear();
        removed.clear();
        kept.forEach(instance -> entries.add(new Entry(instance, false)));
        refresh(-1);
    }

    private void refresh(int selected) {
        list.setItems(entries.stream().map(entry -> name(entry.instance(), entries.indexOf(entry))).toArray(String[]::new));
        if (selected >= 0) {
            list.select(selected);
            list.showSelection();
        }
        enable();
    }

    private String name(Instance instance, int index) {
        String name = instance.name(group);
        return name.isEmpty() ? NLS.bind(Messages.instanceUnnamed, index + 1) : name;
    }

    private void enable() {
        edit.setEnabled(list.getSelectionIndex() >= 0);
        remove.setEnabled(list.getSelectionIndex() >= 0);
    }

    /** Edits the instance at an index, or a new one at -1. */
    private void open(int index) {
        Instance before = index < 0 ? Instance.defaults(group, Optional.empty()) : entries.get(index).instance();
        String title = NLS.bind(index < 0 ? Messages.addTitle : Messages.editTitle, group.title());
        InstanceDialog dialog = new InstanceDialog(getShell(), group, access, before, title);
        if (dialog.open() != Window.OK) {
            return;
        }
        Entry entry = new Entry(dialog.instance(), true);
        if (index < 0) {
            entries.add(entry);
        } else {
            entries.set(index, entry);
        }
        refresh(index < 0 ? entries.size() - 1 : index);
    }

    private void remove() {
        int at = list.getSelectionIndex();
        if (at >= 0) {
            entries.remove(at).instance().pid().ifPresent(removed::add);
            refresh(Math.min(at, entries.size() - 1));
        }
    }

    @Override
    public boolean performOk() {
        List<Instance> changed = entries.stream().filter(Entry::changed).map(Entry::instance).toList();
        if (list == null || list.isDisposed() || changed.isEmpty() && removed.isEmpty()) {
            return true;
        }
        access.save(group, changed, List.copyOf(removed), saved -> {
            if (!list.isDisposed()) {
                show(saved);
            }
        });
        removed.clear();
        entries.replaceAll(entry -> new Entry(entry.instance(), false));
        return true;
    }
}
