package org.freshet.ui.settings.internal;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.eclipse.jface.preference.PreferencePage;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.freshet.ui.settings.internal.form.SettingsForm;
import org.freshet.ui.settings.internal.model.Instance;
import org.freshet.ui.settings.internal.model.SettingsGroup;

/** The page of a group that exists once. Nothing can be changed before what is kept has been read. */
final class SettingsPage extends PreferencePage {
    private final SettingsGroup group;
    private final SettingsAccess access;
    private SettingsForm form;
    private Optional<Instance> kept = Optional.empty();
    private Map<String, List<String>> shownAtFirst = Map.of();

    SettingsPage(SettingsGroup group, SettingsAccess access) {
        this.group = group;
        this.access = access;
        setDescription(group.description());
    }

    @Override
    protected Control createContents(Composite parent) {
        form = new SettingsForm(parent, group, texts -> access.problems(group, texts), this::validate);
        form.setEnabled(false);
        access.load(group, loaded -> {
            if (!form.control().isDisposed()) {
                show(loaded.get(0));
                form.setEnabled(true);
            }
        });
        return form.control();
    }

    private void show(Instance instance) {
        kept = Optional.of(instance);
        form.show(instance.texts());
        shownAtFirst = form.texts();
        validate();
    }

    private void validate() {
        setErrorMessage(form.problem().orElse(null));
        setValid(form.problem().isEmpty());
    }

    @Override
    protected void performDefaults() {
        if (kept.isPresent()) {
            form.showDefaults();
            validate();
        }
        super.performDefaults();
    }

    @Override
    public boolean performOk() {
        if (form == null || form.control().isDisposed() || kept.isEmpty()) {
            return true;
        }
        if (form.problem().isPresent()) {
            form.focusProblem();
            return false;
        }
        Map<String, List<String>> texts = form.texts();
        if (!texts.equals(shownAtFirst)) {
            shownAtFirst = texts;
            access.save(group, List.of(kept.get().with(texts)), List.of(), saved -> {
                // The page may be closed, or changed again meanwhile: then what is typed stays.
                if (!form.control().isDisposed() && form.texts().equals(texts)) {
                    show(saved.get(0));
                }
            });
        }
        return true;
    }
}
