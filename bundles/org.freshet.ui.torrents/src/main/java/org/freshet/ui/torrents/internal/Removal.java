package org.freshet.ui.torrents.internal;

import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Shell;
import org.freshet.engine.Session;
import org.freshet.engine.Torrent;
import org.freshet.ui.Quantities;
import org.freshet.ui.torrents.internal.model.PendingRemovals;

/** Takes torrents off the list: at once and with a way back when the files stay, and after one question when they go too. */
final class Removal {
    private static final int UNDO_MILLIS = 10_000;
    private static final int NAMED = 8;

    private final Display display;
    private final EngineCalls calls;
    private final NoticeBar notice;
    private final Supplier<Optional<Session>> session;
    private final BiConsumer<List<Torrent>, Boolean> hide;
    private final PendingRemovals pending;
    private Optional<Session> last = Optional.empty();

    /**
     * The removal.
     *
     * @param hide takes torrents out of sight, or lets them be seen again
     */
    Removal(Display display, EngineCalls calls, NoticeBar notice, Supplier<Optional<Session>> session,
            BiConsumer<List<Torrent>, Boolean> hide) {
        this.display = display;
        this.calls = calls;
        this.notice = notice;
        this.session = session;
        this.hide = hide;
        this.pending = new PendingRemovals(torrents -> forGood(torrents, false));
    }

    private void forGood(List<Torrent> torrents, boolean withData) {
        // While the program ends the session may be out of sight already and still do it.
        session.get().or(() -> last).ifPresent(open -> calls.each(torrents, Messages.act_remove,
                torrent -> open.remove(torrent, withData).whenComplete((done, fault) -> {
                    if (fault != null) {
                        // It is still in the session, so it has to be seen.
                        calls.ui(() -> hide.accept(List.of(torrent), false));
                    }
                })));
    }

    /** Off the list, files stay. */
    void remove(List<Torrent> torrents) {
        last = session.get();
        int round = pending.remove(torrents);
        hide.accept(torrents, true);
        calls.each(pending.ran(), Messages.act_pause, Torrent::pause);
        String words = torrents.size() == 1 ? NLS.bind(Messages.removed_one, torrents.get(0).name())
                : NLS.bind(Messages.removed_many, torrents.size());
        notice.show(words, Messages.removed_undo, this::undo, pending::flush);
        display.timerExec(UNDO_MILLIS, () -> {
            if (pending.expire(round) && notice.there()) {
                notice.hide();
            }
        });
    }

    /** Whether something can be had back. */
    boolean undoable() {
        return pending.waiting();
    }

    /** Has the last ones back. */
    void undo() {
        List<Torrent> ran = pending.ran();
        List<Torrent> back = pending.undo();
        hide.accept(back, false);
        calls.each(ran, Messages.act_start, Torrent::start);
        notice.hide();
    }

    /** Off the list and off the disk, after a question. */
    void removeWithData(Shell shell, List<Torrent> torrents) {
        String bytes = Quantities.bytes(torrents.stream().mapToLong(torrent -> torrent.status().done()).sum());
        String question = torrents.size() == 1
                ? NLS.bind(Messages.removeData_one, torrents.get(0).name(), bytes)
                : NLS.bind(Messages.removeData_many, new Object[] {torrents.size(), bytes, names(torrents)});
        MessageDialog dialog = new MessageDialog(shell, Messages.removeData_title, null, question, MessageDialog.WARNING, 1,
                Messages.removeData_delete, Messages.dialog_cancel);
        if (dialog.open() == 0) {
            hide.accept(torrents, true);
            forGood(torrents, true);
        }
    }

    private static String names(List<Torrent> torrents) {
        StringBuilder names = new StringBuilder();
        torrents.stream().limit(NAMED).forEach(torrent -> names.append("\u2022 ").append(torrent.name()).append('\n'));
        if (torrents.size() > NAMED) {
            names.append(NLS.bind(Messages.removeData_more, torrents.size() - NAMED));
        }
        return names.toString().stripTrailing();
    }

    /** The view goes: what was removed is removed. */
    void close() {
        pending.flush();
    }
}
