package org.freshet.ui.plugins.internal;

import java.util.List;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.handlers.HandlerUtil;
import org.freshet.plugins.Plugin;
import org.freshet.plugins.Plugins;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;

/** Installs a plugin while the Plugins view is not open, from Quick Access for example. */
public final class InstallHandler extends AbstractHandler {

    @Override
    public Object execute(ExecutionEvent event) {
        Shell shell = HandlerUtil.getActiveShell(event);
        BundleContext context = FrameworkUtil.getBundle(InstallHandler.class).getBundleContext();
        ServiceReference<Plugins> reference = context.getServiceReference(Plugins.class);
        if (reference == null) {
            MessageDialog.open(MessageDialog.ERROR, shell, Messages.install_title, Messages.noService, SWT.SHEET);
            return null;
        }
        try {
            InstallWizard.open(shell, context.getService(reference), "", InstallHandler::done);
        } finally {
            context.ungetService(reference);
        }
        return null;
    }

    private static void done(List<Plugin> installed) {
        // The wizard closes; whoever has the view open sees it there.
    }
}
