package org.freshet.ui.details.internal.files;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.eclipse.swt.SWT;
import org.eclipse.swt.program.Program;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.TreeItem;
import org.freshet.engine.FilePriority;
import org.freshet.engine.Torrent;
import org.freshet.metainfo.SafeNames;
import org.freshet.ui.Icons;
import org.freshet.ui.Quantities;
import org.freshet.ui.details.internal.Clips;
import org.freshet.ui.details.internal.Column;
import org.freshet.ui.details.internal.DetailAction;
import org.freshet.ui.details.internal.DetailContext;
import org.freshet.ui.details.internal.DetailPanel;
import org.freshet.ui.details.internal.Messages;
import org.freshet.ui.details.internal.Texts;

/** The files of one torrent and what can be done with them. UI thread. */
public final class FilesPanel implements DetailPanel<FilesSnapshot> {
    private static final String SORT = "sort";

    private final FileNames names = new FileNames(SafeNames.forThisSystem());
    private final List<DetailAction> actions = new ArrayList<>();
    private FileTreeControl control;
    private DetailContext context;
    private Torrent torrent;
    private FilesSnapshot shown;
    private FilesSnapshot waiting;
    private RenameEditor editor;
    /** What the engine has just taken as a name. */
    private volatile String newName = "";
    private volatile NodeSort sort = NodeSort.USUAL;
    private final AtomicInteger edition = new AtomicInteger();

    @Override
    public Control create(Composite parent, DetailContext around) {
        context = around;
        sort = NodeSort.parse(around.memory().text(SORT, ""));
        control = new FileTreeControl(parent, columns(), around.memory(), order -> sort(sort.clicked(order)));
        control.mark(sort);
        control.tree().addListener(SWT.Selection, this::selected);
        control.tree().addListener(SWT.DefaultSelection, event -> open(false));
        makeActions();
        DetailAction.install(control.tree(), actions);
        return control.tree();
    }

    private List<Column<Branch>> columns() {
        return List.of(
                Column.words("name", Messages.files_name, 360, branch -> shown.name(branch), null),
                Column.numbers("size", Messages.files_size, 90, branch -> Quantities.bytes(shown.length(branch)), null),
                Column.numbers("progress", Messages.files_progress, 100, branch -> Quantities.percent(shown.progress(branch)),
                null),
                Column.words("priority", Messages.files_priority, 110,
                        branch -> shown.priority(branch).map(FilesPanel::word).orElse(Messages.priority_mixed), null));
    }

    private void makeActions() {
        actions.add(new DetailAction(Messages.files_open, this::single, () -> open(false)).icon(Icons.FILE).key(SWT.CR));
        actions.add(new DetailAction(Messages.files_open_folder, this::single,
                () -> open(true)).icon(Icons.FOLDER).key(SWT.MOD1 | SWT.CR));
        actions.add(new DetailAction(Messages.files_rename, this::single,
                this::rename).key(SWT.F2).global(DetailAction.RENAME).startsGroup());
        actions.add(DetailAction.copy(Messages.files_copy, this::any, this::copy));
        List<DetailAction> choices = new ArrayList<>();
        for (FilePriority priority : FilePriority.values()) {
            choices.add(DetailAction.choice(mnemonic(priority), this::any, () -> all(priority), () -> prioritize(priority)));
        }
        choices.add(new DetailAction(Messages.priority_raise, this::any, () -> step(1)).key('+').startsGroup());
        choices.add(new DetailAction(Messages.priority_lower, this::any, () -> step(-1)).key('-'));
        choices.add(new DetailAction(Messages.priority_toggle, this::any, this::toggle).key(' '));
        actions.add(DetailAction.menu(Messages.files_priority_menu, choices).startsGroup());
        List<DetailAction> sorts = new ArrayList<>();
        List<Column<Branch>> columns = columns();
        for (NodeOrder order : NodeOrder.values()) {
            sorts.add(DetailAction.choice(columns.get(order.ordinal()).title(), () -> true, () -> sort.order() == order,
                    () -> sort(new NodeSort(order, sort.up()))));
        }
        sorts.add(DetailAction.choice(Messages.sort_up, () -> true, () -> sort.up(), () -> sort(new NodeSort(sort.order(), true)))
                .startsGroup());
        sorts.add(DetailAction.choice(Messages.sort_down, () -> true, () -> !sort.up(), () -> sort(new NodeSort(sort.order(),
                false))));
        actions.add(DetailAction.menu(Messages.sort, sorts));
    }

    @Override
    public List<DetailAction> actions() {
        return actions;
    }

    @Override
    public void follow(List<Torrent> torrents) {
        if (editor != null) {
            editor.close();
        }
        torrent = torrents.size() == 1 ? torrents.getFirst() : null;
        shown = null;
        control.forget();
    }

    @Override
    public FilesSnapshot read(List<Torrent> torrents, FilesSnapshot before) {
        return FilesSnapshot.read(torrents.getFirst(), before, sort, edition.get());
    }

    @Override
    public void show(FilesSnapshot snapshot) {
        if (editor != null) {
            // The item that is edited must stay; the newest state is shown when the field has gone.
            waiting = snapshot;
            return;
        }
        shown = snapshot;
        control.show(snapshot);
    }

    @Override
    public void focus() {
        control.tree().setFocus();
    }

    private boolean any() {
        return shown != null && torrent != null && control.tree().getSelectionCount() > 0;
    }

    private boolean single() {
        return any() && control.tree().getSelectionCount() == 1 && !control.branch(control.tree().getSelection()[0]).isGroup();
    }

    private void sort(NodeSort choice) {
        sort = choice;
        context.memory().keep(SORT, choice.text());
        control.mark(choice);
        context.refresh().run();
    }

    private void selected(Event event) {
        if (event.detail == SWT.CHECK && shown != null) {
            TreeItem item = (TreeItem) event.item;
            Branch branch = control.branch(item);
            boolean among = Arrays.asList(control.tree().getSelection()).contains(item);
            want(!shown.isWanted(branch) || shown.isPartlyWanted(branch), among ? control.selection() : shown.nodes(branch));
            control.refresh();
        }
        actions.forEach(DetailAction::update);
    }

    private void toggle() {
        Branch first = control.branch(control.tree().getSelection()[0]);
        want(!shown.isWanted(first) || shown.isPartlyWanted(first), control.selection());
    }

    /** Those that were wanted more or less than usual stay so. */
    private void want(boolean wanted, int... nodes) {
        change(wanted ? shown.skipped(nodes) : shown.without(FilePriority.SKIP, nodes), wanted ? FilePriority.NORMAL
                : FilePriority.SKIP);
    }

    private boolean all(FilePriority priority) {
        if (!any()) {
            return false;
        }
        return Arrays.stream(control.selection()).allMatch(node -> shown.figures().priority(node).filter(p ->
                p == priority).isPresent());
    }

    private void prioritize(FilePriority priority) {
        change(shown.without(priority, control.selection()), priority);
    }

    private void step(int by) {
        int now = shown.figures().priority(control.selection()[0]).orElse(FilePriority.NORMAL).ordinal();
        prioritize(FilePriority.values()[Math.clamp(now + by, 0, FilePriority.values().length - 1)]);
    }

    private void change(BitSet files, FilePriority priority) {
        Torrent of = torrent;
        if (files.isEmpty() || of == null) {
            return;
        }
        CompletionStage<Void> done = CompletableFuture.supplyAsync(() -> FileRequests.prioritize(of, files, priority))
                .thenCompose(Function.identity())
                .whenComplete((nothing, fault) -> edition.incrementAndGet());
        context.report(done, control.tree(), Messages.files_priority_failed);
    }

    private void rename() {
        if (editor != null || !single()) {
            return;
        }
        TreeItem item = control.tree().getSelection()[0];
        int node = control.branch(item).node();
        FileTree tree = shown.tree();
        String name = tree.name(node);
        Torrent of = torrent;
        editor = new RenameEditor(item, control.problemImage(), name, FileNames.stem(name, tree.isFolder(node)),
                text -> names.problem(tree, node, text),
                text -> FileRequests.rename(of, tree.renamed(node, text)).thenRun(() -> newName = text),
                () -> renamed(tree.path(node)));
    }

    private void renamed(List<String> path) {
        editor = null;
        if (!newName.isEmpty()) {
            control.renamed(path, newName);
            newName = "";
        }
        edition.incrementAndGet();
        FilesSnapshot newest = waiting;
        waiting = null;
        if (newest != null && shown != null) {
            show(newest);
        }
        context.refresh().run();
    }

    private void copy() {
        List<String> paths = new ArrayList<>();
        for (int node : control.selection()) {
            List<String> path = shown.tree().path(node);
            paths.add(FileOpening.place(shown.root(), path).map(Path::toString).orElseGet(() -> String.join("/", path)));
        }
        Clips.copy(control.tree().getDisplay(), paths.stream().collect(Collectors.joining(System.lineSeparator())));
    }

    private void open(boolean folder) {
        if (!single() || editor != null) {
            return;
        }
        List<String> path = shown.tree().path(control.selection()[0]);
        Optional<Path> place = FileOpening.place(shown.root(), folder ? path.subList(0, path.size() - 1) : path);
        if (place.isEmpty()) {
            String what = Texts.of(Messages.open_elsewhere, shown.root().getScheme());
            context.notices().failed(what, new IllegalStateException(what));
            return;
        }
        CompletionStage<Optional<String>> asked = CompletableFuture.supplyAsync(() -> FileOpening.refusal(place.get()));
        CompletionStage<Void> checked = asked.thenAccept(refusal -> refusal.ifPresent(why -> {
            throw new IllegalStateException(why);
        }));
        DetailContext.whenDone(checked, control.tree(), fault -> {
            if (fault != null) {
                context.notices().failed(Texts.reason(fault), fault);
            } else if (!Program.launch(place.get().toString())) {
                String what = Texts.of(Messages.open_failed, place.get());
                context.notices().failed(what, new IllegalStateException(what));
            }
        });
    }

    private static String word(FilePriority priority) {
        return mnemonic(priority).replace("&", "");
    }

    private static String mnemonic(FilePriority priority) {
        return switch (priority) {
            case SKIP -> Messages.priority_skip;
            case LOW -> Messages.priority_low;
            case NORMAL -> Messages.priority_normal;
            case HIGH -> Messages.priority_high;
        };
    }
}
