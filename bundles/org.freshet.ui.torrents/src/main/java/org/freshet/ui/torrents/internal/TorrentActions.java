package org.freshet.ui.torrents.internal;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.eclipse.jface.window.Window;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.dnd.Clipboard;
import org.eclipse.swt.dnd.TextTransfer;
import org.eclipse.swt.dnd.Transfer;
import org.eclipse.swt.program.Program;
import org.eclipse.swt.widgets.Shell;
import org.freshet.engine.FileStatus;
import org.freshet.engine.Session;
import org.freshet.engine.Torrent;
import org.freshet.ui.torrents.internal.model.Links;
import org.freshet.ui.torrents.internal.model.QueueMove;

/** What can be done with the torrents that are selected. */
final class TorrentActions {
    private final TorrentsPane pane;
    private final Shell shell;
    private final EngineCalls calls;
    private final Removal removal;
    private final Supplier<Optional<Session>> session;

    TorrentActions(TorrentsPane pane, Shell shell, Supplier<Optional<Session>> session) {
        this.pane = pane;
        this.shell = shell;
        this.session = session;
        this.calls = new EngineCalls(shell.getDisplay(), pane.notice());
        this.removal = new Removal(shell.getDisplay(), calls, pane.notice(), session, pane::hide);
    }

    private List<Torrent> selected() {
        return pane.table().selection();
    }

    private String described() {
        List<Torrent> torrents = selected();
        return torrents.size() == 1 ? NLS.bind(Messages.torrents_one, torrents.get(0).name())
                : NLS.bind(Messages.torrents_count, torrents.size());
    }

    void start() {
        calls.each(selected(), Messages.act_start, Torrent::start);
    }

    void pause() {
        calls.each(selected(), Messages.act_pause, Torrent::pause);
    }

    /** Pauses if anything runs, else starts. */
    void toggle() {
        if (pane.abilities().pause()) {
            pause();
        } else {
            start();
        }
    }

    void recheck() {
        calls.each(selected(), Messages.act_recheck, Torrent::recheck);
    }

    void announce() {
        calls.each(selected(), Messages.act_announce, Torrent::announce);
    }

    void open() {
        launch(Links::opened);
    }

    void openFolder() {
        launch(Links::folder);
    }

    private void launch(Function<Torrent, Path> target) {
        Torrent torrent = selected().get(0);
        calls.background(Messages.act_open, monitor -> {
            Path path = target.apply(torrent);
            boolean there = Files.exists(path);
            calls.ui(() -> {
                if (!there) {
                    pane.notice().show(NLS.bind(Messages.act_missing, path));
                } else if (!Program.launch(path.toString())) {
                    pane.notice().show(NLS.bind(Messages.act_noProgram, path));
                }
            });
        });
    }

    /** Gives the selected torrents other places in the queue; they stay in order among themselves. */
    void queue(QueueMove move) {
        session.get().ifPresent(open -> {
            Map<Torrent, Integer> places = move.places(open.torrents(), Set.copyOf(selected()));
            calls.each(List.copyOf(places.keySet()), Messages.act_queue, torrent -> open.moveInQueue(torrent, places.get(torrent))
                    .whenComplete((done, fault) -> pane.feed().places(open.torrents())));
        });
    }

    void move() {
        List<Torrent> torrents = selected();
        MoveDialog dialog = new MoveDialog(shell, torrents, described());
        if (dialog.open() == Window.OK) {
            URI root = dialog.root();
            pane.notice().brief(NLS.bind(Messages.move_started, root.getScheme().equals("file") ? Path.of(root) : root));
            calls.each(torrents, Messages.act_move, torrent -> torrent.move(root).whenComplete((done, fault) -> look(torrent)));
        }
    }

    /** Only where there is one file; the files of others are renamed one by one in their view. */
    void rename() {
        Torrent torrent = selected().get(0);
        List<FileStatus> files = torrent.files();
        if (files.size() != 1) {
            return;
        }
        List<String> path = new ArrayList<>(files.get(0).path());
        new RenameDialog(shell, path.getLast(), name -> {
            path.set(path.size() - 1, name);
            return torrent.rename(0, List.copyOf(path)).whenComplete((done, fault) -> look(torrent));
        }).open();
    }

    boolean renameable() {
        return pane.abilities().one() && selected().get(0).files().size() == 1;
    }

    void label() {
        List<Torrent> torrents = selected();
        LabelDialog dialog = new LabelDialog(shell, pane.rows().labels(), torrents.get(0).label());
        if (dialog.open() == Window.OK) {
            String label = dialog.label();
            calls.each(torrents, Messages.act_label, torrent -> torrent.label(label).whenComplete((done, fault) -> look(torrent)));
        }
    }

    /** No event says so, and a torrent that rests is looked at only now and then. */
    private void look(Torrent torrent) {
        pane.feed().stateChanged(torrent, torrent.status());
    }

    void limits() {
        List<Torrent> torrents = selected();
        LimitsDialog dialog = new LimitsDialog(shell, torrents.get(0).limits(), described());
        if (dialog.open() == Window.OK) {
            calls.each(torrents, Messages.act_limits, torrent -> torrent.limit(dialog.limits()));
        }
    }

    boolean isSequential() {
        return pane.abilities().any() && selected().get(0).sequential();
    }

    void sequential() {
        boolean on = !isSequential();
        calls.each(selected(), Messages.act_sequential, torrent -> torrent.sequential(on));
    }

    boolean isSuperSeeding() {
        return pane.abilities().any() && selected().get(0).superSeeding();
    }

    void superSeeding() {
        boolean on = !isSuperSeeding();
        calls.each(selected(), Messages.act_superSeeding, torrent -> torrent.superSeeding(on));
    }

    void copyMagnet() {
        copy(Links::magnet, Messages.act_copied_magnet, Messages.act_copied_magnets);
    }

    void copyName() {
        copy(Torrent::name, Messages.act_copied_name, Messages.act_copied_names);
    }

    void copyInfoHash() {
        copy(Links::infoHash, Messages.act_copied_infoHash, Messages.act_copied_infoHashes);
    }

    private void copy(Function<Torrent, String> what, String one, String many) {
        List<Torrent> torrents = selected();
        calls.background(one, monitor -> {
            String text = torrents.stream().map(what).collect(Collectors.joining("\n"));
            calls.ui(() -> {
                Clipboard clipboard = new Clipboard(shell.getDisplay());
                clipboard.setContents(new Object[] {text}, new Transfer[] {TextTransfer.getInstance()});
                clipboard.dispose();
                pane.notice().brief(torrents.size() == 1 ? one : NLS.bind(many, torrents.size()));
            });
        });
    }

    void remove() {
        removal.remove(selected());
    }

    void removeWithData() {
        removal.removeWithData(shell, selected());
    }

    boolean undoable() {
        return removal.undoable();
    }

    void undo() {
        removal.undo();
    }

    /** The view goes. */
    void close() {
        removal.close();
    }
}
