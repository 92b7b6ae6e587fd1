package org.freshet.engine.core.torrent;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import org.freshet.engine.FilePriority;
import org.freshet.engine.core.SessionServices;
import org.freshet.engine.core.state.ResumeData;
import org.freshet.metainfo.Layout;
import org.freshet.storage.FenceOp;
import org.freshet.transport.Fault;

/**
 * What a user changes about a torrent's files: priorities, names, place, existence. Works whether the torrent runs or not; its storage is
 * opened for the change where it does not. Event loop only; stages are done on the loop.
 */
final class FileChanges {
    private final SessionServices session;
    private final TorrentLife life;

    FileChanges(SessionServices session, TorrentLife life) {
        this.session = session;
        this.life = life;
    }

    CompletionStage<Void> prioritize(Map<Integer, FilePriority> wanted) {
        return withFiles(wanted.keySet(), () -> prioritizeKnown(wanted));
    }

    private CompletionStage<Void> prioritizeKnown(Map<Integer, FilePriority> wanted) {
        Map<Integer, FilePriority> priorities = new HashMap<>(life.record().wish().priorities());
        priorities.putAll(wanted);
        priorities.values().removeIf(priority -> priority == FilePriority.NORMAL);
        life.update(r -> r.withWish(r.wish().withPriorities(priorities)));
        FileSelection selection = selection();
        TorrentData data = life.data();
        if (data == null || !data.ready()) {
            life.wantedChanged(selection);
            return CompletableFuture.completedStage(null);
        }
        data.selection(selection);
        return data.store().fence(new FenceOp.Select(selection.wantedFiles())).thenRun(() -> life.wantedChanged(selection));
    }

    CompletionStage<Void> rename(int file, List<String> path) {
        return withFiles(Set.of(file), () -> fenced(new FenceOp.Rename(file, path), () -> {
            Map<Integer, List<String>> renamed = new HashMap<>(life.record().wish().renamed());
            renamed.put(file, path);
            life.update(r -> r.withWish(r.wish().withRenamed(renamed)));
            if (life.data() != null) {
                life.data().selection(selection());
            }
        }));
    }

    CompletionStage<Void> move(URI root) {
        String from = life.record().root().getScheme();
        if (!from.equals(root.getScheme())) {
            return relocate(root);
        }
        return fenced(new FenceOp.Move(root), () -> life.update(r -> r.withRoot(root)));
    }

    private CompletionStage<Void> relocate(URI root) {
        if (life.moving() != null) {
            return moving();
        }
        StorageMove move;
        try {
            move = new StorageMove(session, life.record(), root);
        } catch (Fault.FaultException e) {
            return CompletableFuture.failedStage(e);
        }
        life.moving(move);
        return life.stopped().thenCompose(v -> move.run(this::switchTo)).whenComplete((v, error) -> {
            life.note(error == null ? "Its data is at " + root + " now"
                    : "Its data could not be moved: " + Fault.from(error, Fault.Kind.INTERNAL, "the engine failed").message());
            life.moving(null);
        });
    }

    private CompletionStage<Void> switchTo(URI root, ResumeData known) {
        if (life.removed()) {
            return refused("the torrent was removed");
        }
        life.update(r -> r.withRoot(root));
        session.state().change(state -> state.putResume(life.record().infoHashes().primary(), known));
        return session.state().sync();
    }

    private <T> CompletionStage<T> moving() {
        return refused("its data is being moved to " + life.moving().target() + "; wait until that is done");
    }

    /** Deletes the files; the torrent must be stopped or stop afterwards. */
    CompletionStage<Void> delete() {
        return life.metainfo() == null && life.record().tally().total() == 0 ? CompletableFuture.completedStage(null)
                : fenced(new FenceOp.Delete(), () -> {
                });
    }

    private FileSelection selection() {
        Layout layout = life.metainfo().layout();
        return new FileSelection(layout, life.record().wish().priorities(), life.record().wish().renamed());
    }

    /** Does something to files, once the metainfo is there: that of a torrent that did not run yet lies on the disk. */
    private CompletionStage<Void> withFiles(Set<Integer> files, Supplier<CompletionStage<Void>> what) {
        if (life.metainfo() == null && life.record().tally().total() > 0) {
            return life.loadMetainfo().thenCompose(
                    found -> found ? withFiles(files, what) : refused("the metadata of this torrent is not known yet"));
        }
        int count = life.metainfo() == null ? 0 : life.metainfo().layout().files().size();
        Optional<Integer> none = files.stream().filter(file -> file < 0 || file >= count).min(Integer::compare);
        return none.isPresent() ? refused("there is no file " + none.get() + " in this torrent") : what.get();
    }

    private CompletionStage<Void> fenced(FenceOp op, Runnable then) {
        if (life.moving() != null) {
            return moving();
        }
        TorrentData data = life.data();
        if (data != null && data.store() != null) {
            return data.store().fence(op).thenRun(then);
        }
        return new StorageErrand(session, life.record()).run(op).thenRun(then);
    }

    private static <T> CompletionStage<T> refused(String why) {
        return CompletableFuture.failedStage(new Fault(Fault.Kind.UNSUPPORTED, why).asException());
    }
}
