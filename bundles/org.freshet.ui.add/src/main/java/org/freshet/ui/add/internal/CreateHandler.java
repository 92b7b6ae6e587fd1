package org.freshet.ui.add.internal;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.ui.handlers.HandlerUtil;

/** Shows the page that makes a torrent. */
public final class CreateHandler extends AbstractHandler {

    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        new Opening(new DesktopSurroundings()).create(HandlerUtil.getActiveWorkbenchWindowChecked(event).getShell());
        return null;
    }
}
