package org.freshet.ui.add.internal;

import java.util.List;
import java.util.Optional;

import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.DirectoryDialog;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Label;
import org.freshet.ui.LetterWidths;
import org.freshet.ui.Quantities;
import org.freshet.ui.add.internal.model.Home;
import org.freshet.ui.add.internal.model.RecentPlaces;
import org.freshet.ui.add.internal.model.Target;

/** Asks where data goes: the storage, and the place in it, with the places used last. Looks at the disk in the background. */
final class TargetPane extends Composite {
    private static final String PLACES = "places.";
    private static final String SCHEME = "scheme";
    private static final int PAUSE_MILLIS = 200;
    private static final int FREE_WIDTH = 150;

    private final Surroundings.Remembered remembered;
    private final Runnable changed;
    private final List<String> schemes;
    private Combo storage;
    private Combo place;
    private Button browse;
    private Label free;
    private FieldFault fault;
    private Target.Place seen;
    private int asked;

    TargetPane(Composite parent, Surroundings surroundings, Runnable changed) {
        super(parent, SWT.NONE);
        this.remembered = surroundings.remembered();
        this.changed = changed;
        this.schemes = surroundings.storageSchemes();
        GridLayoutFactory.fillDefaults().numColumns(4).applyTo(this);
        createPlace();
        createStorage();
        chooseStorage();
    }

    private void createPlace() {
        Widgets.label(this, Messages.target_label);
        place = Widgets.named(new Combo(this, SWT.DROP_DOWN), Messages.target_label);
        place.addListener(SWT.Modify, event -> placeChanged());
        fault = new FieldFault(place);
        GridDataFactory.fillDefaults().grab(true, false).align(SWT.FILL, SWT.CENTER).indent(4, 0).applyTo(place);
        browse = Widgets.button(this, Messages.target_browse, this::browse);
        free = new Label(this, SWT.NONE);
        GridDataFactory.fillDefaults().align(SWT.FILL, SWT.CENTER).hint(LetterWidths.of(free, FREE_WIDTH), SWT.DEFAULT).applyTo(free);
    }

    private void createStorage() {
        Label label = Widgets.label(this, Messages.target_storage);
        storage = Widgets.named(new Combo(this, SWT.DROP_DOWN | SWT.READ_ONLY), Messages.target_storage);
        for (String scheme : schemes) {
            storage.add(scheme.equals(Target.FILE) ? Messages.target_local : NLS.bind(Messages.target_other, scheme));
        }
        storage.select(Math.max(0, schemes.indexOf(remembered.get(SCHEME, Target.FILE))));
        storage.addListener(SWT.Selection, event -> chooseStorage());
        GridDataFactory.fillDefaults().align(SWT.BEGINNING, SWT.CENTER).span(3, 1).indent(4, 0).applyTo(storage);
        // Nothing to choose: nothing to see.
        boolean several = schemes.size() > 1;
        label.setVisible(several);
        storage.setVisible(several);
        ((GridData) label.getLayoutData()).exclude = !several;
        ((GridData) storage.getLayoutData()).exclude = !several;
    }

    private String scheme() {
        return schemes.get(Math.max(0, storage.getSelectionIndex()));
    }

    private void chooseStorage() {
        RecentPlaces recent = RecentPlaces.of(remembered.get(PLACES + scheme(), ""));
        place.setItems(recent.places().toArray(String[]::new));
        String first = scheme().equals(Target.FILE) ? Home.downloads().toString() : "";
        place.setText(recent.places().isEmpty() ? first : recent.places().getFirst());
        browse.setEnabled(scheme().equals(Target.FILE));
        placeChanged();
    }

    private void browse() {
        DirectoryDialog dialog = new DirectoryDialog(getShell());
        dialog.setText(Messages.target_browseTitle);
        dialog.setFilterPath(target().problem().isEmpty() ? target().folder().toString() : null);
        String folder = dialog.open();
        if (folder != null) {
            place.setText(folder);
        }
    }

    Target target() {
        return new Target(scheme(), place.getText());
    }

    private void placeChanged() {
        Target target = target();
        seen = target.problem().<Target.Place>map(Target.Place.Unusable::new).orElse(null);
        free.setText("");
        show();
        if (seen == null) {
            int turn = ++asked;
            Display display = getDisplay();
            Job look = Job.createSystem(Messages.target_label, monitor -> {
                Target.Place found = target.look();
                if (!display.isDisposed()) {
                    display.asyncExec(() -> found(turn, found));
                }
            });
            look.schedule(PAUSE_MILLIS);
        }
    }

    private void found(int turn, Target.Place found) {
        if (!isDisposed() && turn == asked) {
            seen = found;
            if (found instanceof Target.Place.Usable usable && usable.free() >= 0) {
                free.setText(NLS.bind(Messages.target_free, Quantities.bytes(usable.free())));
            }
            show();
        }
    }

    private void show() {
        fault.show(problem().orElse(null));
        changed.run();
    }

    /** Why the place cannot be used, as far as that is known. */
    Optional<String> problem() {
        return seen instanceof Target.Place.Unusable unusable ? Optional.of(unusable.reason()) : Optional.empty();
    }

    /** The bytes that are free there, or -1 while that is not known. */
    long free() {
        return seen instanceof Target.Place.Usable usable ? usable.free() : -1;
    }

    /** Remembers the place as the one used last. */
    void remember() {
        remembered.put(SCHEME, scheme());
        remembered.put(PLACES + scheme(), RecentPlaces.of(remembered.get(PLACES + scheme(), "")).with(place.getText()).text());
    }
}
