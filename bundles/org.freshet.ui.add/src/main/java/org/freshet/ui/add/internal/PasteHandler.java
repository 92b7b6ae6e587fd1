package org.freshet.ui.add.internal;

import java.util.List;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.dnd.Clipboard;
import org.eclipse.swt.dnd.FileTransfer;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Spinner;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.handlers.HandlerUtil;
import org.freshet.ui.add.internal.model.GivenReader;

/** Opens what the clipboard holds: links, URLs, or files. In a field for text, the text is pasted there as usual. */
public final class PasteHandler extends AbstractHandler {

    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        Shell shell = HandlerUtil.getActiveShellChecked(event);
        if (!pastedAsText(shell.getDisplay())) {
            List<String> sources = sources(shell.getDisplay());
            Opening opening = new Opening(new DesktopSurroundings());
            if (sources.isEmpty()) {
                // The dialog says what is expected.
                opening.ask(shell);
            } else {
                opening.open(shell, sources);
            }
        }
        return null;
    }

    private static boolean pastedAsText(Display display) {
        switch (display.getFocusControl()) {
            case Text text when text.getEditable() -> text.paste();
            case StyledText text when text.getEditable() -> text.paste();
            case Combo combo when (combo.getStyle() & SWT.READ_ONLY) == 0 -> combo.paste();
            case Spinner spinner -> spinner.paste();
            case null, default -> {
                return false;
            }
        }
        return true;
    }

    private static List<String> sources(Display display) {
        Clipboard clipboard = new Clipboard(display);
        try {
            if (clipboard.getContents(FileTransfer.getInstance()) instanceof String[] files && files.length > 0) {
                return List.of(files);
            }
        } finally {
            clipboard.dispose();
        }
        return GivenReader.lines(Opening.clipboardText(display)).stream().filter(GivenReader::looksLikeSource).toList();
    }
}
