package org.freshet.ui.add.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.swt.dnd.Clipboard;
import org.eclipse.swt.dnd.TextTransfer;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Shell;
import org.freshet.ui.SourceOpener;
import org.freshet.ui.add.internal.model.CreationStore;
import org.freshet.ui.add.internal.model.Given;
import org.freshet.ui.add.internal.model.GivenReader;

/** Decides which dialog takes what was given: torrents are opened, other files become a torrent. UI thread. */
final class Opening implements SourceOpener {
    private final Surroundings surroundings;

    Opening(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void open(Shell parent, List<String> sources) {
        Display display = parent.getDisplay();
        Job.createSystem(Messages.open_reading, monitor -> {
            List<Given> given = sources.stream().map(GivenReader::read).toList();
            if (!display.isDisposed()) {
                display.asyncExec(() -> show(parent, given));
            }
        }).schedule();
    }

    private void show(Shell parent, List<Given> given) {
        if (parent.isDisposed()) {
            return;
        }
        List<Path> content = new ArrayList<>();
        List<Given> torrents = new ArrayList<>();
        for (Given one : given) {
            if (one instanceof Given.Content files) {
                content.add(files.path());
            } else {
                torrents.add(one);
            }
        }
        if (!torrents.isEmpty()) {
            new OpenDialog(parent, surroundings, torrents, "").open();
        }
        if (!content.isEmpty()) {
            new CreateDialog(parent, surroundings, content).open();
        }
    }

    /** Asks for a link, URL or path; a link in the clipboard is proposed. */
    void ask(Shell parent) {
        String clipboard = clipboardText(parent.getDisplay());
        List<String> lines = GivenReader.lines(clipboard);
        boolean proposed = lines.size() == 1 && GivenReader.looksLikeSource(lines.getFirst());
        new OpenDialog(parent, surroundings, List.of(), proposed ? lines.getFirst() : "").open();
    }

    /** Asks what a new torrent is to be made of. */
    void create(Shell parent) {
        new CreateDialog(parent, surroundings, List.of()).open();
    }

    /** Offers to go on with creations that were stopped, by the end of the process too. */
    void resume(Shell parent) {
        Display display = parent.getDisplay();
        Job.createSystem(Messages.create_title, monitor -> {
            try {
                for (CreationStore.Begun begun : new CreationStore(surroundings.creations()).begun()) {
                    display.asyncExec(() -> {
                        if (!parent.isDisposed()) {
                            new CreateDialog(parent, surroundings, begun).open();
                        }
                    });
                }
            } catch (IOException e) {
                surroundings.fault(Messages.create_notResumed, e);
            }
        }).schedule();
    }

    /** What the clipboard holds as text, or nothing. */
    static String clipboardText(Display display) {
        Clipboard clipboard = new Clipboard(display);
        try {
            return clipboard.getContents(TextTransfer.getInstance()) instanceof String text ? text : "";
        } finally {
            clipboard.dispose();
        }
    }
}
