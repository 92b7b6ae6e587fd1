package org.freshet.ui.add.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.swt.widgets.Text;
import org.freshet.engine.AddTorrent.Source;
import org.freshet.ui.LetterWidths;
import org.freshet.ui.add.internal.model.FileChoice;
import org.freshet.ui.add.internal.model.Given;
import org.freshet.ui.add.internal.model.GivenReader;
import org.freshet.ui.add.internal.model.SourceLoader;

/**
 * The sources of the open dialog: a field to name more of them, and a list of those there are, which are loaded in the
 * background.
 */
final class SourcesPane extends Composite {
    private static final int NAME_WIDTH = 300;
    private static final int SIZE_WIDTH = 90;
    private static final int STATE_WIDTH = 300;
    private static final int ROWS = 4;
    private static final long REDRAW_NANOS = 100_000_000L;

    private final List<OpenSource> sources = new ArrayList<>();
    private final List<Job> jobs = new ArrayList<>();
    private final Runnable changed;
    private final SourceLoader loader = new SourceLoader();
    private Text field;
    private FieldFault fieldFault;
    private Table table;
    private Button remove;

    /** @param changed called whenever the sources, their state or the selection have changed */
    SourcesPane(Composite parent, Runnable changed) {
        super(parent, SWT.NONE);
        this.changed = changed;
        GridLayoutFactory.fillDefaults().numColumns(4).applyTo(this);
        createField();
        createTable();
        addListener(SWT.Dispose, event -> jobs.forEach(Job::cancel));
    }

    private void createField() {
        Widgets.label(this, Messages.open_source);
        field = Widgets.named(new Text(this, SWT.BORDER), Messages.open_source);
        field.setMessage(Messages.open_sourceHint);
        field.addListener(SWT.DefaultSelection, event -> addTyped());
        field.addListener(SWT.Modify, event -> {
            fieldFault.show(null);
            changed.run();
        });
        fieldFault = new FieldFault(field);
        GridDataFactory.fillDefaults().grab(true, false).align(SWT.FILL, SWT.CENTER).indent(4, 0).applyTo(field);
        Widgets.button(this, Messages.open_add, this::addTyped);
        Widgets.button(this, Messages.open_browse, this::browse);
    }

    private void createTable() {
        table = Widgets.named(new Table(this, SWT.BORDER | SWT.FULL_SELECTION | SWT.MULTI), Messages.open_list);
        table.setHeaderVisible(true);
        column(Messages.open_name, SWT.LEFT, NAME_WIDTH);
        column(Messages.files_size, SWT.RIGHT, SIZE_WIDTH);
        column(Messages.open_state, SWT.LEFT, STATE_WIDTH);
        table.addListener(SWT.Selection, event -> changed.run());
        table.addListener(SWT.KeyDown, event -> {
            if (event.keyCode == SWT.DEL) {
                removeSelected();
            }
        });
        GridDataFactory.fillDefaults().grab(true, false).span(3, 1)
                .hint(LetterWidths.of(table, NAME_WIDTH + SIZE_WIDTH + STATE_WIDTH), table.getHeaderHeight()
                        + ROWS * table.getItemHeight()).applyTo(table);
        remove = Widgets.button(this, Messages.open_remove, this::removeSelected);
        GridDataFactory.fillDefaults().align(SWT.FILL, SWT.BEGINNING).applyTo(remove);
        remove.setEnabled(false);
    }

    private void column(String name, int align, int width) {
        TableColumn column = new TableColumn(table, align);
        column.setText(name);
        column.setWidth(LetterWidths.of(table, width));
    }

    /** Puts a text into the field for the user to look at. */
    void propose(String text) {
        field.setText(text);
        field.selectAll();
    }

    void focusField() {
        field.setFocus();
    }

    void focusList() {
        table.setFocus();
    }

    /** Whether something stands in the field that has not been added. */
    boolean hasTyped() {
        return !field.getText().isBlank();
    }

    /** Takes what stands in the field; the field keeps what cannot be used, with the reason. */
    void addTyped() {
        List<String> lines = GivenReader.lines(field.getText());
        // Enter may ask twice: once as the field's, once as the dialog's.
        if (lines.isEmpty() || !field.getEditable()) {
            return;
        }
        field.setEditable(false);
        Display display = getDisplay();
        Job.createSystem(Messages.open_reading, monitor -> {
            List<Given> read = lines.stream().map(GivenReader::read).toList();
            display.asyncExec(() -> typed(read));
        }).schedule();
    }

    private void typed(List<Given> read) {
        if (isDisposed()) {
            return;
        }
        field.setEditable(true);
        List<String> kept = new ArrayList<>();
        String reason = null;
        for (Given given : read) {
            String why = switch (given) {
                case Given.Wrong wrong -> wrong.reason();
                case Given.Content content -> NLS.bind(Messages.given_noTorrent, content.path());
                default -> null;
            };
            if (why == null) {
                add(given);
            } else {
                kept.add(given.text());
                reason = why;
            }
        }
        field.setText(String.join(" ", kept));
        if (reason != null) {
            fieldFault.show(reason);
            field.setFocus();
        }
        changed.run();
    }

    /** Why what stands in the field cannot be used, or null. */
    String fieldFault() {
        return fieldFault.reason();
    }

    private void browse() {
        FileDialog dialog = new FileDialog(getShell(), SWT.OPEN | SWT.MULTI);
        dialog.setText(Messages.open_browseTitle);
        dialog.setFilterNames(new String[] {Messages.open_filterTorrents, Messages.open_filterAll});
        dialog.setFilterExtensions(new String[] {"*.torrent", "*"});
        if (dialog.open() != null) {
            for (String name : dialog.getFileNames()) {
                Path file = Path.of(dialog.getFilterPath(), name);
                add(new Given.TorrentFile(file.toString(), file));
            }
        }
    }

    /** Adds a source, which begins to load; one that is there already is selected. */
    void add(Given given) {
        for (int i = 0; i < sources.size(); i++) {
            if (sources.get(i).given().text().equals(given.text())) {
                table.setSelection(i);
                changed.run();
                return;
            }
        }
        OpenSource source = new OpenSource(given);
        sources.add(source);
        TableItem item = new TableItem(table, SWT.NONE);
        show(source, item);
        if (table.getSelectionIndex() < 0) {
            table.setSelection(0);
        }
        load(source);
        changed.run();
    }

    private void load(OpenSource source) {
        Display display = getDisplay();
        long[] drawn = {System.nanoTime()};
        Job job = new Job(NLS.bind(Messages.open_loading, source.name())) {
            @Override
            protected IStatus run(IProgressMonitor monitor) {
                try {
                    Source loaded = loader.load(source.given(), (bytes, total) -> {
                        long now = System.nanoTime();
                        if (now - drawn[0] > REDRAW_NANOS) {
                            drawn[0] = now;
                            later(display, () -> source.progress(bytes, total), source);
                        }
                    }, monitor::isCanceled);
                    FileChoice files = loaded.metainfo().map(metainfo -> FileChoice.of(metainfo.layout())).orElse(null);
                    later(display, () -> source.loaded(loaded, files), source);
                } catch (SourceLoader.UnusableException e) {
                    later(display, () -> source.failed(e.getMessage()), source);
                } catch (CancellationException e) {
                    return Status.CANCEL_STATUS;
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return Status.CANCEL_STATUS;
                }
                return Status.OK_STATUS;
            }
        };
        jobs.add(job);
        job.schedule();
    }

    private void later(Display display, Runnable change, OpenSource source) {
        if (display.isDisposed()) {
            return;
        }
        display.asyncExec(() -> {
            int index = isDisposed() ? -1 : sources.indexOf(source);
            if (index >= 0) {
                change.run();
                show(source, table.getItem(index));
                changed.run();
            }
        });
    }

    private static void show(OpenSource source, TableItem item) {
        item.setText(new String[] {source.name(), source.size(), source.state()});
    }

    private void removeSelected() {
        int[] selected = table.getSelectionIndices();
        for (int i = selected.length - 1; i >= 0; i--) {
            sources.remove(selected[i]);
            jobs.remove(selected[i]).cancel();
        }
        table.remove(selected);
        if (!sources.isEmpty()) {
            table.setSelection(Math.min(selected[0], sources.size() - 1));
        }
        changed.run();
    }

    /** Takes a source out that has been dealt with. */
    void remove(OpenSource source) {
        int index = sources.indexOf(source);
        if (index >= 0) {
            sources.remove(index);
            jobs.remove(index);
            table.remove(index);
        }
    }

    List<OpenSource> sources() {
        return List.copyOf(sources);
    }

    /** The one whose files are shown, or null. */
    OpenSource selected() {
        int index = table.getSelectionIndex();
        remove.setEnabled(index >= 0);
        return index < 0 ? null : sources.get(index);
    }
}
