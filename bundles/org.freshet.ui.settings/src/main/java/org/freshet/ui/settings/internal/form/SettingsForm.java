package org.freshet.ui.settings.internal.form;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.freshet.settings.SettingsProblem;
import org.freshet.ui.settings.internal.Messages;
import org.freshet.ui.settings.internal.model.Mnemonics;
import org.freshet.ui.settings.internal.model.Setting;
import org.freshet.ui.settings.internal.model.SettingsGroup;

/**
 * The fields of a group with a line of help below them for the one that has the keyboard. Checks everything at every change: first each
 * field by its Metatype, then all together by whoever offers a check for them. UI thread.
 */
public final class SettingsForm {
    private static final int HELP_WIDTH = 300;
    private static final int HELP_LINES = 3;

    private final Composite body;
    private final List<SettingField> fields = new ArrayList<>();
    private final Function<Map<String, List<String>>, List<SettingsProblem>> checks;
    private final Runnable changed;
    private final Label help;
    private SettingField focused;
    private boolean showing;

    /**
     * Makes the fields.
     *
     * @param checks judges the texts of all fields once each of them is right for itself
     * @param changed called after a person changed something
     */
    public SettingsForm(Composite parent, SettingsGroup group, Function<Map<String, List<String>>, List<SettingsProblem>> checks,
            Runnable changed) {
        this.checks = checks;
        this.changed = changed;
        body = new Composite(parent, SWT.NONE);
        GridLayout layout = new GridLayout(2, false);
        layout.marginWidth = 0;
        layout.marginHeight = 0;
        layout.horizontalSpacing = 4;
        body.setLayout(layout);
        Mnemonics letters = new Mnemonics(JFaceResources.getString("defaults"), JFaceResources.getString("apply"));
        for (Setting setting : group.settings()) {
            SettingField field = field(setting, letters.mark(setting.name()));
            fields.add(field);
            field.control().addListener(SWT.FocusIn, e -> {
                focused = field;
                help();
            });
        }
        help = new Label(body, SWT.WRAP);
        GridData data = new GridData(SWT.FILL, SWT.TOP, true, false, 2, 1);
        data.verticalIndent = 8;
        data.widthHint = HELP_WIDTH;
        data.heightHint = HELP_LINES * (help.computeSize(SWT.DEFAULT, SWT.DEFAULT).y + 1);
        help.setLayoutData(data);
    }

    private SettingField field(Setting setting, String label) {
        if (setting.isList()) {
            return setting.choices().isEmpty() ? new ListField(body, setting, label, this::changed)
                    : new ChoicesField(body, setting, label, this::changed);
        }
        if (setting.isSecret()) {
            return new SecretField(body, setting, label, this::changed);
        }
        if (!setting.choices().isEmpty()) {
            return new ChoiceField(body, setting, label, this::changed);
        }
        return setting.isTruth() ? new CheckField(body, setting, label, this::changed)
                : new TextField(body, setting, label, this::changed);
    }

    /** The problem in full, which the title of the dialog may have to shorten, or else what the setting means. */
    private void help() {
        Optional<String> own = focused == null ? Optional.empty() : focused.problem();
        String otherwise = focused == null ? "" : focused.setting().description();
        help.setText(own.or(this::problem).orElse(otherwise));
    }

    /** The whole form, to be laid out by whoever made it. */
    public Composite control() {
        return body;
    }

    /** Shows values; nobody is told of a change. */
    public void show(Map<String, List<String>> texts) {
        showing = true;
        try {
            fields.forEach(field -> field.show(texts.getOrDefault(field.setting().id(), List.of())));
        } finally {
            showing = false;
        }
        validate();
    }

    /** Shows what the settings are when nobody said anything; secrets stay. */
    public void showDefaults() {
        Map<String, List<String>> texts = new HashMap<>(texts());
        fields.stream().map(SettingField::setting).filter(setting -> !setting.isSecret())
                .forEach(setting -> texts.put(setting.id(), setting.defaults()));
        show(texts);
    }

    /** What the fields show. */
    public Map<String, List<String>> texts() {
        Map<String, List<String>> texts = new HashMap<>();
        fields.forEach(field -> texts.put(field.setting().id(), field.texts()));
        return texts;
    }

    /** The first problem, with the name of its field; empty if all is right. */
    public Optional<String> problem() {
        return fields.stream().filter(field -> field.problem().isPresent()).findFirst()
                .map(field -> NLS.bind(Messages.nameAnd, field.setting().name(), field.problem().get()));
    }

    /** Puts the keyboard where the first problem is. */
    public void focusProblem() {
        fields.stream().filter(field -> field.problem().isPresent()).findFirst().ifPresent(field -> field.control().setFocus());
    }

    public void setEnabled(boolean enabled) {
        body.setEnabled(enabled);
    }

    private void changed() {
        if (!showing) {
            validate();
            changed.run();
        }
    }

    private void validate() {
        Map<String, Optional<String>> problems = new HashMap<>();
        fields.forEach(field -> problems.put(field.setting().id(), field.check()));
        if (problems.values().stream().allMatch(Optional::isEmpty)) {
            checks.apply(texts()).forEach(problem -> problems.put(problem.attribute(), Optional.of(problem.message())));
        }
        fields.forEach(field -> field.problem(problems.get(field.setting().id())));
        help();
    }
}
