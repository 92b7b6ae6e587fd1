package org.freshet.ui.plugins.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import org.eclipse.jface.action.Action;
import org.eclipse.jface.action.IAction;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.swt.widgets.Shell;
import org.freshet.plugins.Consent;
import org.freshet.plugins.MemoryCheck;
import org.freshet.plugins.Plugin;
import org.freshet.plugins.Plugin.Origin;
import org.freshet.plugins.Plugin.State;
import org.freshet.plugins.PluginException;
import org.freshet.plugins.PluginException.Reason;
import org.freshet.plugins.Plugins;
import org.freshet.plugins.Update;
import org.freshet.plugins.Usage;
import org.freshet.ui.Icons;

/** What can be done with plugins. UI thread. */
final class PluginActions {

    private static final String PREFIX = "org.freshet.ui.plugins.";

    /** What the actions work on. */
    interface Place {
        Shell shell();

        /** The work, null while the service is not there. */
        PluginWork work();

        Optional<Plugin> selected();

        Optional<Usage> usage(Plugin plugin);

        /** Says something in the status line. */
        void tell(String words);

        void refresh();

        void newer(Map<String, String> versions);

        void memory(String id, String words);
    }

    private final Place at;
    private final List<IAction> all = new ArrayList<>();
    private final IAction install;
    private final IAction start;
    private final IAction stop;
    private final IAction update;
    private final IAction checkUpdates;
    private final IAction uninstall;
    private final IAction memory;

    PluginActions(Place at) {
        this.at = at;
        this.install = action("install", Messages.action_install, Icons.ADD, () -> install(""));
        this.start = action("start", Messages.action_start, Icons.START, () -> onSelected(this::start));
        this.stop = action("stop", Messages.action_stop, Icons.STOP, () -> onSelected(this::stop));
        this.update = action("update", Messages.action_update, Icons.DOWN, () -> onSelected(this::update));
        this.checkUpdates = action("checkUpdates", Messages.action_checkUpdates, null, this::checkUpdates);
        this.uninstall = action("uninstall", Messages.action_uninstall, Icons.REMOVE, () -> onSelected(this::uninstall));
        this.memory = action("memory", Messages.action_memory, null, () -> onSelected(this::memory));
        action("refresh", Messages.action_refresh, Icons.RECHECK, at::refresh);
        enable();
    }

    private IAction action(String id, String text, Icons icon, Runnable run) {
        IAction action = new Action(text) {
            @Override
            public void run() {
                run.run();
            }
        };
        action.setId(PREFIX + id);
        action.setActionDefinitionId(PREFIX + id);
        action.setToolTipText(text.replace("&", ""));
        if (icon != null) {
            action.setImageDescriptor(icon.descriptor());
        }
        all.add(action);
        return action;
    }

    List<IAction> all() {
        return List.copyOf(all);
    }

    /** Those for the tool bar. */
    List<IAction> tools() {
        return List.of(install, start, stop, update, uninstall);
    }

    /** Greys out what makes no sense for the selected plugin. */
    void enable() {
        Optional<Plugin> plugin = at.selected();
        boolean there = at.work() != null;
        install.setEnabled(there);
        checkUpdates.setEnabled(there);
        start.setEnabled(there && plugin.filter(p -> p.state() == State.STOPPED || p.state() == State.FAULTY || p.state() == State.REMOVED)
                .isPresent());
        stop.setEnabled(there && plugin.filter(p -> p.state() == State.ACTIVE && p.kind() != Plugin.Kind.OTHER).isPresent());
        update.setEnabled(there && plugin.filter(p -> p.origin() == Origin.INSTALLED).isPresent());
        uninstall.setEnabled(there && plugin.filter(Plugin::removable).isPresent());
        memory.setEnabled(there && plugin.isPresent());
    }

    private void onSelected(Consumer<Plugin> what) {
        if (at.work() != null) {
            at.selected().ifPresent(what);
        }
    }

    /** Opens the wizard with a source, perhaps empty. */
    void install(String source) {
        if (at.work() != null) {
            InstallWizard.open(at.shell(), at.work().plugins(), source, plugins -> {
                at.tell(Messages.bind(Messages.told_installed, plugins.stream().map(Plugin::name).collect(Collectors.joining(", "))));
                at.refresh();
            });
        }
    }

    /** A removed part of the product is started by putting it back. */
    private void start(Plugin plugin) {
        run(Messages.bind(Messages.job_start, plugin.name()), progress -> {
            if (plugin.state() == State.REMOVED) {
                at.work().plugins().install(Plugins.PRODUCT, java.util.Set.of(plugin.id()), contents -> true, progress);
            } else {
                at.work().plugins().start(plugin.id());
            }
            return plugin;
        }, done -> at.refresh());
    }

    private void stop(Plugin plugin) {
        run(Messages.bind(Messages.job_stop, plugin.name()), progress -> {
            at.work().plugins().stop(plugin.id());
            return plugin;
        }, done -> at.refresh());
    }

    private void uninstall(Plugin plugin) {
        String question = Messages.bind(Messages.confirm_uninstall, plugin.name());
        String used = at.usage(plugin).filter(usage -> usage.connections() + usage.torrents() + usage.trackers() > 0)
                .map(usage -> "\n\n" + Messages.bind(Messages.confirm_used, PluginWords.usage(usage))).orElse("");
        if (MessageDialog.open(MessageDialog.QUESTION, at.shell(), Messages.confirm_uninstallTitle, question + used, org.eclipse.swt.SWT.SHEET)) {
            run(Messages.bind(Messages.job_uninstall, plugin.name()), progress -> {
                at.work().plugins().uninstall(plugin.id(), progress);
                return memoryHeld(plugin);
            }, left -> {
                at.tell(Messages.bind(Messages.told_uninstalled, plugin.name(), PluginWords.memory(left)));
                at.refresh();
            });
        }
    }

    /** A plugin with the memory that it left. */
    private record Updated(Plugin plugin, MemoryCheck memory) {
    }

    private void update(Plugin plugin) {
        Consent consent = ConsentDialog.asking(at.shell().getDisplay(), at::shell);
        run(Messages.bind(Messages.job_update, plugin.name()), progress -> {
            Plugin after = at.work().plugins().update(plugin.id(), consent, progress);
            return new Updated(after, memoryHeld(plugin));
        }, updated -> {
            boolean newer = !updated.plugin().version().equals(plugin.version());
            at.tell(newer ? Messages.bind(Messages.told_updated, new Object[] {plugin.name(), updated.plugin().version(),
                PluginWords.memory(updated.memory())}) : Messages.told_noUpdates);
            at.refresh();
        });
    }

    private void checkUpdates() {
        if (at.work() == null) {
            return;
        }
        at.work().updates((updates, failure) -> {
            if (failure != null) {
                report(Messages.job_checkUpdates, failure);
                return;
            }
            at.newer(updates.stream().collect(Collectors.toMap(Update::id, Update::to)));
            at.tell(updates.isEmpty() ? Messages.told_noUpdates : Messages.bind(Messages.told_updates,
                    updates.stream().map(u -> u.name() + " " + u.to()).collect(Collectors.joining(", "))));
        });
    }

    /** In a job. What the platform itself has left over is not the plugin's fault. */
    private MemoryCheck memoryHeld(Plugin plugin) {
        PlatformCaches.flush();
        return at.work().plugins().memoryHeld(plugin.id());
    }

    private void memory(Plugin plugin) {
        run(Messages.bind(Messages.job_memory, plugin.name()), progress -> memoryHeld(plugin),
                left -> at.memory(plugin.id(), PluginWords.memory(left)));
    }

    private <T> void run(String name, PluginWork.Task<T> task, Consumer<T> then) {
        at.work().run(name, task, (result, failure) -> {
            if (failure == null) {
                then.accept(result);
            } else {
                report(name, failure);
                at.refresh();
            }
        });
    }

    private void report(String what, PluginException failure) {
        if (failure.reason() != Reason.CANCELLED && at.shell() != null && !at.shell().isDisposed()) {
            String message = failure.getMessage() + "\n\n" + Messages.failed;
            MessageDialog.open(MessageDialog.ERROR, at.shell(), what, message, org.eclipse.swt.SWT.SHEET);
        }
    }
}
