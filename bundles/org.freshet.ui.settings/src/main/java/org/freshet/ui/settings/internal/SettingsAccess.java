package org.freshet.ui.settings.internal;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.ISchedulingRule;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.widgets.Display;
import org.freshet.settings.SettingsProblem;
import org.freshet.ui.settings.internal.model.Checks;
import org.freshet.ui.settings.internal.model.Configurations;
import org.freshet.ui.settings.internal.model.Instance;
import org.freshet.ui.settings.internal.model.SettingRules;
import org.freshet.ui.settings.internal.model.SettingsGroup;

/** What pages do with settings, in the background and in order; faults are shown by the workbench as those of any job. UI thread. */
final class SettingsAccess {
    static final String BUNDLE = "org.freshet.ui.settings";

    private final Display display;
    private final Configurations configurations;
    private final Checks checks;
    private final ISchedulingRule oneAfterTheOther = new ISchedulingRule() {
        @Override
        public boolean contains(ISchedulingRule rule) {
            return rule == this;
        }

        @Override
        public boolean isConflicting(ISchedulingRule rule) {
            return rule == this;
        }
    };

    SettingsAccess(Display display, Configurations configurations, Checks checks) {
        this.display = display;
        this.configurations = configurations;
        this.checks = checks;
    }

    List<SettingsProblem> problems(SettingsGroup group, Map<String, List<String>> texts) {
        return checks.problems(group, texts, Locale.getDefault());
    }

    /** @param loaded called on the UI thread with what is kept */
    void load(SettingsGroup group, Consumer<List<Instance>> loaded) {
        schedule(NLS.bind(Messages.loading, group.title()), NLS.bind(Messages.loadFailed, group.title()), () -> {
            List<Instance> kept = configurations.load(group);
            kept.forEach(instance -> rehearse(group, instance));
            later(() -> loaded.accept(kept));
        });
    }

    /** The page asks the same again: what a first check has to load is loaded here, not on the UI thread. */
    private void rehearse(SettingsGroup group, Instance instance) {
        if (group.settings().stream().allMatch(setting -> SettingRules.problem(setting, instance.texts(setting)).isEmpty())) {
            problems(group, instance.texts());
        }
    }

    /**
     * Keeps changes and puts them in force.
     *
     * @param deleted PIDs of instances that shall be no more
     * @param saved called on the UI thread, with everything that is kept now
     */
    void save(SettingsGroup group, List<Instance> changed, List<String> deleted, Consumer<List<Instance>> saved) {
        schedule(NLS.bind(Messages.saving, group.title()), NLS.bind(Messages.saveFailed, group.title()), () -> {
            for (String pid : deleted) {
                configurations.delete(pid);
            }
            for (Instance instance : changed) {
                configurations.save(group, instance);
            }
            List<Instance> kept = configurations.load(group);
            later(() -> saved.accept(kept));
        });
    }

    private void later(Runnable action) {
        if (!display.isDisposed()) {
            display.asyncExec(action);
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private void schedule(String name, String failure, Work work) {
        Job job = new Job(name) {
            @Override
            protected IStatus run(IProgressMonitor monitor) {
                try {
                    work.run();
                    return Status.OK_STATUS;
                } catch (IOException | RuntimeException e) {
                    return new Status(IStatus.ERROR, BUNDLE, failure + ": " + e.getMessage(), e);
                }
            }
        };
        job.setSystem(false);
        job.setRule(oneAfterTheOther);
        job.schedule();
    }
}
