package org.freshet.ui.add.internal;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.ui.handlers.HandlerUtil;

/** Asks for a magnet link or URL, with the one in the clipboard as a proposal. */
public final class OpenMagnetHandler extends AbstractHandler {

    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        new Opening(new DesktopSurroundings()).ask(HandlerUtil.getActiveShellChecked(event));
        return null;
    }
}
