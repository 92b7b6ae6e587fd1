package org.freshet.ui.torrents.internal;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.commands.ICommandService;
import org.eclipse.ui.handlers.IHandlerActivation;
import org.eclipse.ui.handlers.IHandlerService;
import org.freshet.ui.torrents.internal.model.Abilities;
import org.freshet.ui.torrents.internal.model.QueueMove;

/**
 * Binds the commands of the bundle to the view's selection, for the whole window: menu, toolbar and keys work on it from
 * whatever part is active. They are there as long as the view is.
 */
final class TorrentCommands {
    /** What the ids of all commands begin with. */
    static final String PREFIX = "org.freshet.ui.torrents.";
    private static final String SEQUENTIAL = "sequential";
    private static final String SUPER_SEEDING = "superSeeding";

    private final IHandlerService handlers;
    private final ICommandService commands;
    private final Map<IHandlerActivation, TorrentHandler> active = new LinkedHashMap<>();
    private final TorrentsPane pane;

    TorrentCommands(IWorkbenchWindow window, TorrentsPane pane, TorrentActions actions) {
        this.pane = pane;
        handlers = window.getService(IHandlerService.class);
        commands = window.getService(ICommandService.class);
        bind("start", Abilities::start, actions::start);
        bind("pause", Abilities::pause, actions::pause);
        bind("toggle", Abilities::any, actions::toggle);
        bind("recheck", Abilities::recheck, actions::recheck);
        bind("announce", Abilities::announce, actions::announce);
        bind("open", Abilities::folder, actions::open);
        bind("openFolder", Abilities::folder, actions::openFolder);
        bind("move", Abilities::any, actions::move);
        bind("rename", able -> able.one() && actions.renameable(), actions::rename);
        bind("label", Abilities::any, actions::label);
        bind("copyMagnet", Abilities::any, actions::copyMagnet);
        bind("copyName", Abilities::any, actions::copyName);
        bind("copyInfoHash", Abilities::any, actions::copyInfoHash);
        bind("limits", Abilities::any, actions::limits);
        for (QueueMove move : QueueMove.values()) {
            bind("queue" + move.command(), Abilities::any, () -> actions.queue(move));
        }
        bind("remove", Abilities::any, actions::remove);
        bind("removeWithData", Abilities::any, actions::removeWithData);
        bind("undo", able -> actions.undoable(), actions::undo);
        bind("selectAll", able -> pane.rows().shown() > 0, pane.table()::selectAll);
        bind("filter", able -> true, pane::focusFilter);
        bind(SEQUENTIAL, new TorrentHandler(() -> pane.abilities().any(), actions::isSequential, actions::sequential));
        bind(SUPER_SEEDING, new TorrentHandler(() -> pane.abilities().any(), actions::isSuperSeeding, actions::superSeeding));
    }

    private void bind(String command, Predicate<Abilities> enabled, Runnable action) {
        bind(command, new TorrentHandler(() -> enabled.test(pane.abilities()), null, action));
    }

    private void bind(String command, TorrentHandler handler) {
        active.put(handlers.activateHandler(PREFIX + command, handler), handler);
    }

    /** Other things make sense now. */
    void refresh() {
        active.values().forEach(TorrentHandler::refresh);
        commands.refreshElements(PREFIX + SEQUENTIAL, null);
        commands.refreshElements(PREFIX + SUPER_SEEDING, null);
    }

    /** The view goes. */
    void close() {
        handlers.deactivateHandlers(active.keySet());
        active.values().forEach(TorrentHandler::dispose);
        active.clear();
    }
}
