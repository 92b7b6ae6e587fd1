package org.freshet.ui.add.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.DirectoryDialog;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.swt.widgets.Label;
import org.freshet.metainfo.SourceSurvey;
import org.freshet.ui.add.internal.model.FileChoice;
import org.freshet.ui.add.internal.model.SourceBase;

/** What a new torrent is made of: a list of files and folders, and a preview of all files, found in the background. */
final class ContentPane extends Composite {
    private static final int ROWS = 4;

    private final Runnable changed;
    private final List<Path> sources = new ArrayList<>();
    private final org.eclipse.swt.widgets.List list;
    private final FilesPane preview;
    private Optional<SourceSurvey> survey = Optional.empty();
    private String fault;
    private Job listing;

    /** @param changed called when the sources are others or more is known of them */
    ContentPane(Composite parent, Runnable changed) {
        super(parent, SWT.NONE);
        this.changed = changed;
        GridLayoutFactory.fillDefaults().numColumns(2).applyTo(this);
        Label label = Widgets.label(this, Messages.create_sources);
        GridDataFactory.fillDefaults().span(2, 1).applyTo(label);
        list = Widgets.named(new org.eclipse.swt.widgets.List(this, SWT.BORDER | SWT.MULTI | SWT.V_SCROLL | SWT.H_SCROLL),
                Messages.create_sources);
        list.addListener(SWT.KeyDown, event -> {
            if (event.keyCode == SWT.DEL) {
                removeSelected();
            }
        });
        GridDataFactory.fillDefaults().grab(true, false).hint(200, ROWS * list.getItemHeight()).applyTo(list);
        Composite buttons = new Composite(this, SWT.NONE);
        GridLayoutFactory.fillDefaults().applyTo(buttons);
        Widgets.button(buttons, Messages.create_addFiles, this::addFiles);
        Widgets.button(buttons, Messages.create_addFolder, this::addFolder);
        Widgets.button(buttons, Messages.create_removeSource, this::removeSelected);
        preview = new FilesPane(this, Messages.create_preview, null);
        GridDataFactory.fillDefaults().grab(true, true).span(2, 1).applyTo(preview);
        addListener(SWT.Dispose, event -> stopListing());
    }

    private void addFiles() {
        FileDialog dialog = new FileDialog(getShell(), SWT.OPEN | SWT.MULTI);
        dialog.setText(Messages.create_addFilesTitle);
        if (dialog.open() != null) {
            List<Path> chosen = new ArrayList<>();
            for (String name : dialog.getFileNames()) {
                chosen.add(Path.of(dialog.getFilterPath(), name));
            }
            add(chosen);
        }
    }

    private void addFolder() {
        DirectoryDialog dialog = new DirectoryDialog(getShell());
        dialog.setText(Messages.create_addFolderTitle);
        String folder = dialog.open();
        if (folder != null) {
            add(List.of(Path.of(folder)));
        }
    }

    void add(List<Path> paths) {
        paths.stream().filter(path -> !sources.contains(path)).forEach(sources::add);
        sourcesChanged();
    }

    private void removeSelected() {
        int[] selected = list.getSelectionIndices();
        for (int i = selected.length - 1; i >= 0; i--) {
            sources.remove(selected[i]);
        }
        sourcesChanged();
    }

    private void sourcesChanged() {
        stopListing();
        list.setItems(sources.stream().map(Path::toString).toArray(String[]::new));
        survey = Optional.empty();
        fault = null;
        Optional<SourceBase> base = base();
        if (sources.isEmpty()) {
            preview.show(null, "");
        } else if (base.isEmpty()) {
            fault = Messages.create_noCommonFolder;
            preview.show(null, "");
        } else {
            preview.show(null, Messages.create_listing);
            listing = new Listing(base.get(), getDisplay());
            listing.schedule();
        }
        changed.run();
    }

    private void stopListing() {
        if (listing != null) {
            listing.cancel();
        }
    }

    private void listed(Job by, SourceSurvey found, FileChoice files, String reason) {
        if (isDisposed() || by != listing) {
            return;
        }
        survey = Optional.ofNullable(found);
        fault = reason;
        preview.show(files, reason == null ? "" : reason);
        changed.run();
    }

    List<Path> sources() {
        return List.copyOf(sources);
    }

    boolean isEmpty() {
        return sources.isEmpty();
    }

    Optional<SourceBase> base() {
        return SourceBase.of(sources);
    }

    /** All files, once they are found. */
    Optional<SourceSurvey> survey() {
        return survey;
    }

    Optional<String> problem() {
        return Optional.ofNullable(fault);
    }

    private final class Listing extends Job {
        private final SourceBase base;
        private final Display display;

        Listing(SourceBase base, Display display) {
            super(Messages.create_listing);
            this.base = base;
            this.display = display;
            setSystem(true);
        }

        @Override
        protected IStatus run(IProgressMonitor monitor) {
            try {
                SourceSurvey found = base.creator().survey();
                FileChoice files = new FileChoice(found.files().stream().map(file -> new FileChoice.Leaf(
                        file.path().isEmpty() ? List.of(base.name()) : file.path(), file.length())).toList());
                tell(found, files, null);
            } catch (InterruptedException e) {
                return Status.CANCEL_STATUS;
            } catch (IOException e) {
                tell(null, null, e.getMessage());
            }
            return Status.OK_STATUS;
        }

        private void tell(SourceSurvey found, FileChoice files, String reason) {
            if (!display.isDisposed()) {
                display.asyncExec(() -> listed(this, found, files, reason));
            }
        }

        @Override
        protected void canceling() {
            Thread thread = getThread();
            if (thread != null) {
                thread.interrupt();
            }
        }
    }
}
