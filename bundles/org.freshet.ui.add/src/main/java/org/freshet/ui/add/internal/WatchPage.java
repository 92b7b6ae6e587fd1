package org.freshet.ui.add.internal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.preference.PreferencePage;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.DirectoryDialog;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.IWorkbenchPreferencePage;
import org.freshet.ui.add.internal.model.Home;
import org.freshet.ui.add.internal.model.Target;

/** The preferences of the watch folder. */
public final class WatchPage extends PreferencePage implements IWorkbenchPreferencePage {
    private final Preferences preferences = new Preferences();
    private Button watch;
    private Text folder;
    private Text target;
    private Button start;
    /** The folder that is being looked for, or was last. */
    private Path seen;

    @Override
    public void init(IWorkbench workbench) {
        setDescription(Messages.watch_description);
    }

    @Override
    protected Control createContents(Composite parent) {
        Composite area = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(3).applyTo(area);
        watch = Widgets.check(area, Messages.watch_enabled, false, this::validate);
        GridDataFactory.fillDefaults().span(3, 1).applyTo(watch);
        folder = field(area, Messages.watch_folder);
        target = field(area, Messages.watch_target);
        start = Widgets.check(area, Messages.open_start, true, this::validate);
        GridDataFactory.fillDefaults().span(3, 1).applyTo(start);
        show("true".equals(preferences.get(Preferences.WATCH, "false")), preferences.get(Preferences.WATCH_FOLDER, ""),
                preferences.get(Preferences.WATCH_TARGET, Home.downloads().toString()),
                !"false".equals(preferences.get(Preferences.WATCH_START, "true")));
        return area;
    }

    private Text field(Composite area, String label) {
        Widgets.label(area, label);
        Text text = Widgets.named(new Text(area, SWT.BORDER), label);
        text.addListener(SWT.Modify, event -> validate());
        GridDataFactory.fillDefaults().grab(true, false).align(SWT.FILL, SWT.CENTER).applyTo(text);
        Widgets.button(area, Messages.watch_browse, () -> {
            DirectoryDialog dialog = new DirectoryDialog(getShell());
            dialog.setFilterPath(text.getText());
            String chosen = dialog.open();
            if (chosen != null) {
                text.setText(chosen);
            }
        });
        return text;
    }

    private void show(boolean enabled, String watched, String place, boolean starts) {
        watch.setSelection(enabled);
        folder.setText(watched);
        target.setText(place);
        start.setSelection(starts);
        validate();
    }

    private void validate() {
        if (start == null) {
            return;
        }
        seen = null;
        show(watch.getSelection() ? problem(folder).or(() -> problem(target)) : Optional.empty());
        if (watch.getSelection() && isValid()) {
            look(new Target(Target.FILE, folder.getText()).folder());
        }
    }

    /** Sees in the background whether the folder is there. */
    private void look(Path watched) {
        seen = watched;
        Display display = getShell().getDisplay();
        Job.createSystem(Messages.watch_folder, monitor -> {
            boolean missing = !Files.isDirectory(watched);
            if (missing && !display.isDisposed()) {
                display.asyncExec(() -> {
                    if (!folder.isDisposed() && watched.equals(seen)) {
                        show(Optional.of(NLS.bind(Messages.create_noFolder, watched)));
                    }
                });
            }
        }).schedule();
    }

    private void show(Optional<String> problem) {
        setErrorMessage(problem.orElse(null));
        setValid(problem.isEmpty());
    }

    private static Optional<String> problem(Text field) {
        return new Target(Target.FILE, field.getText()).problem();
    }

    @Override
    public boolean performOk() {
        preferences.put(Preferences.WATCH_FOLDER, folder.getText().strip());
        preferences.put(Preferences.WATCH_TARGET, target.getText().strip());
        preferences.put(Preferences.WATCH_START, Boolean.toString(start.getSelection()));
        preferences.put(Preferences.WATCH, Boolean.toString(watch.getSelection()));
        return true;
    }

    @Override
    protected void performDefaults() {
        show(false, "", Home.downloads().toString(), true);
        super.performDefaults();
    }
}
