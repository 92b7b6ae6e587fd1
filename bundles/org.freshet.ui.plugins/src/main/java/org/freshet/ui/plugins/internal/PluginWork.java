package org.freshet.ui.plugins.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.ISchedulingRule;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.swt.widgets.Display;
import org.freshet.plugins.Plugin;
import org.freshet.plugins.PluginException;
import org.freshet.plugins.Plugins;
import org.freshet.plugins.Progress;
import org.freshet.plugins.Update;
import org.freshet.plugins.Usage;

/** Calls the plugins service in jobs and brings the results back to the UI thread. Used by the UI thread. */
final class PluginWork {

    /** What is shown of plugins. */
    record Seen(List<Plugin> plugins, Map<String, Usage> usages) {
    }

    private final Display display;
    private final Plugins plugins;
    private final ISchedulingRule oneAfterAnother = new OneAfterAnother();

    PluginWork(Display display, Plugins plugins) {
        this.display = display;
        this.plugins = plugins;
    }

    Plugins plugins() {
        return plugins;
    }

    /** Something that takes its time and may fail. */
    interface Task<T> {
        T done(Progress progress) throws PluginException;
    }

    /** Lists everything with what uses it; nobody need see that in the progress view. */
    void list(Consumer<Seen> then) {
        Job job = new Work<>(Messages.job_list, progress -> {
            List<Plugin> all = new ArrayList<>(plugins.list());
            Map<String, Usage> usages = new HashMap<>();
            all.forEach(plugin -> usages.put(plugin.id(), plugins.usage(plugin)));
            return new Seen(all, usages);
        }, (seen, failure) -> then.accept(seen));
        job.setSystem(true);
        job.schedule();
    }

    void updates(BiConsumer<List<Update>, PluginException> then) {
        run(Messages.job_checkUpdates, plugins::updates, then);
    }

    /** Runs a change, seen and cancellable in the progress view. */
    <T> void run(String name, Task<T> task, BiConsumer<T, PluginException> then) {
        Job job = new Work<>(name, task, then);
        job.setUser(false);
        job.setPriority(Job.LONG);
        job.schedule();
    }

    private final class Work<T> extends Job {
        private final Task<T> task;
        private final BiConsumer<T, PluginException> then;

        Work(String name, Task<T> task, BiConsumer<T, PluginException> then) {
            super(name);
            this.task = task;
            this.then = then;
            setRule(oneAfterAnother);
        }

        @Override
        protected IStatus run(IProgressMonitor monitor) {
            monitor.beginTask(getName(), IProgressMonitor.UNKNOWN);
            try {
                T result = task.done(told(monitor));
                back(() -> then.accept(result, null));
            } catch (PluginException e) {
                back(() -> then.accept(null, e));
                return e.reason() == PluginException.Reason.CANCELLED ? Status.CANCEL_STATUS : Status.OK_STATUS;
            } finally {
                monitor.done();
            }
            return Status.OK_STATUS;
        }
    }

    /** A progress that tells a monitor. */
    static Progress told(IProgressMonitor monitor) {
        return (what, share) -> {
            monitor.subTask(what);
            return !monitor.isCanceled();
        };
    }

    private void back(Runnable what) {
        if (!display.isDisposed()) {
            display.asyncExec(() -> {
                if (!display.isDisposed()) {
                    what.run();
                }
            });
        }
    }

    /** The service would make one job wait for the other anyhow, only not visibly. */
    private static final class OneAfterAnother implements ISchedulingRule {
        @Override
        public boolean contains(ISchedulingRule rule) {
            return rule == this;
        }

        @Override
        public boolean isConflicting(ISchedulingRule rule) {
            return rule == this;
        }
    }
}
