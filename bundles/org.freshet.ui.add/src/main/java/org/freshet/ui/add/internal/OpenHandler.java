package org.freshet.ui.add.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.handlers.HandlerUtil;
import org.freshet.ui.add.internal.model.GivenReader;

/** Opens the sources that the command's parameter names, one a line, or asks for torrent files. */
public final class OpenHandler extends AbstractHandler {
    private static final String SOURCES = "sources";

    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        Shell shell = HandlerUtil.getActiveShellChecked(event);
        String named = event.getParameter(SOURCES);
        List<String> sources = named == null ? asked(shell) : GivenReader.lines(named);
        if (!sources.isEmpty()) {
            new Opening(new DesktopSurroundings()).open(shell, sources);
        }
        return null;
    }

    private static List<String> asked(Shell shell) {
        FileDialog dialog = new FileDialog(shell, SWT.OPEN | SWT.MULTI);
        dialog.setText(Messages.open_browseTitle);
        dialog.setFilterNames(new String[] {Messages.open_filterTorrents, Messages.open_filterAll});
        dialog.setFilterExtensions(new String[] {"*.torrent", "*"});
        List<String> files = new ArrayList<>();
        if (dialog.open() != null) {
            for (String name : dialog.getFileNames()) {
                files.add(Path.of(dialog.getFilterPath(), name).toString());
            }
        }
        return files;
    }
}
