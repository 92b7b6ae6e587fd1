package org.freshet.ui.torrents.internal;

import org.eclipse.core.commands.common.CommandException;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.osgi.util.NLS;
import org.eclipse.ui.IWorkbenchSite;
import org.eclipse.ui.handlers.IHandlerService;
import org.eclipse.ui.statushandlers.StatusManager;

/** Commands of other bundles that the empty view offers. */
final class OtherCommands {
    /** Opens torrents. */
    static final String OPEN = "org.freshet.ui.add.open";
    /** Makes a torrent. */
    static final String CREATE = "org.freshet.ui.add.create";

    private OtherCommands() {
    }

    static void run(IWorkbenchSite site, String command) {
        try {
            site.getService(IHandlerService.class).executeCommand(command, null);
        } catch (CommandException e) {
            // The bundle that opens torrents is not there, or it failed.
            IStatus status = new Status(IStatus.ERROR, "org.freshet.ui.torrents", NLS.bind(Messages.command_failed, command), e);
            StatusManager.getManager().handle(status, StatusManager.SHOW | StatusManager.LOG);
        }
    }
}
