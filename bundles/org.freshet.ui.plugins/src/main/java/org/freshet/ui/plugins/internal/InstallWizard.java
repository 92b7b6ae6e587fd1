package org.freshet.ui.plugins.internal;

import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.wizard.IWizardPage;
import org.eclipse.jface.wizard.Wizard;
import org.eclipse.jface.wizard.WizardDialog;
import org.eclipse.jface.wizard.WizardPage;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Shell;
import org.freshet.plugins.Consent;
import org.freshet.plugins.Offer;
import org.freshet.plugins.Plugin;
import org.freshet.plugins.PluginException;
import org.freshet.plugins.PluginException.Reason;
import org.freshet.plugins.Plugins;
import org.freshet.plugins.Progress;

/** Installs plugins. It stays open until they run; what went wrong stands at its top, and nothing that was typed is lost. */
final class InstallWizard extends Wizard {

    private final Plugins plugins;
    private final Consumer<List<Plugin>> installed;
    private final SourcePage source;
    private final OfferPage offers = new OfferPage();
    private URI offered;
    /** Of the work under way, else null. */
    private volatile IProgressMonitor working;

    private InstallWizard(Plugins plugins, String given, Consumer<List<Plugin>> installed) {
        this.plugins = plugins;
        this.installed = installed;
        this.source = new SourcePage(given);
        setWindowTitle(Messages.install_title);
        setNeedsProgressMonitor(true);
        setHelpAvailable(false);
    }

    /**
     * Opens it.
     *
     * @param given the source to begin with, perhaps empty
     * @param installed hears of success
     */
    static void open(Shell parent, Plugins plugins, String given, Consumer<List<Plugin>> installed) {
        WizardDialog dialog = new Window(parent, new InstallWizard(plugins, given, installed));
        dialog.setHelpAvailable(false);
        dialog.open();
    }

    @Override
    public void addPages() {
        addPage(source);
        addPage(offers);
    }

    /** Pages are made when they are shown; the second one mostly is not. */
    @Override
    public void createPageControls(Composite container) {
        // Nothing yet.
    }

    /** The second page comes by itself, when there is something to choose. */
    @Override
    public IWizardPage getNextPage(IWizardPage page) {
        return page == source && offers.inUse() && source.isPageComplete() && source.uri().equals(offered) ? offers : null;
    }

    @Override
    public boolean canFinish() {
        IWizardPage page = getContainer().getCurrentPage();
        return page != null && page.isPageComplete();
    }

    @Override
    public boolean performFinish() {
        WizardPage page = (WizardPage) getContainer().getCurrentPage();
        URI uri = source.uri();
        Set<String> ids = page == offers ? offers.chosen() : Set.of();
        Consent consent = ConsentDialog.asking(getShell().getDisplay(), this::getShell);
        try {
            List<Plugin> done = run(progress -> plugins.install(uri, ids, consent, progress));
            installed.accept(done);
            return true;
        } catch (PluginException e) {
            if (e.reason() == Reason.AMBIGUOUS && page == source) {
                choose(uri);
            } else {
                page.setErrorMessage(e.getMessage());
            }
            return false;
        }
    }

    private void choose(URI uri) {
        try {
            List<Offer> all = run(progress -> plugins.offers(uri, progress));
            offered = uri;
            offers.show(all);
            getContainer().showPage(offers);
        } catch (PluginException e) {
            source.setErrorMessage(e.getMessage());
        }
    }

    /** Work with the service. */
    private interface Work<T> {
        T done(Progress progress) throws PluginException;
    }

    /** Runs it in the background of this dialog, which shows how it goes on. */
    private <T> T run(Work<T> work) throws PluginException {
        Object[] result = new Object[1];
        try {
            getContainer().run(true, true, monitor -> {
                monitor.beginTask(Messages.job_install, IProgressMonitor.UNKNOWN);
                working = monitor;
                try {
                    result[0] = work.done(PluginWork.told(monitor));
                } catch (PluginException e) {
                    throw new InvocationTargetException(e);
                } finally {
                    working = null;
                    monitor.done();
                }
            });
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof PluginException failure) {
                throw failure;
            }
            throw new PluginException(Reason.FAILED, String.valueOf(e.getCause()), e.getCause());
        } catch (InterruptedException e) {
            throw new PluginException(Reason.CANCELLED, Messages.failed, e);
        }
        @SuppressWarnings("unchecked")
        T done = (T) result[0];
        return done;
    }

    /** Tells the work under way, if there is any, that it is not wanted any more. */
    private boolean cancelWork() {
        IProgressMonitor monitor = working;
        if (monitor != null) {
            monitor.setCanceled(true);
        }
        return monitor != null;
    }

    /** With buttons in the language of everything else; the platform's own texts come in English only. */
    private static final class Window extends WizardDialog {
        private final InstallWizard wizard;

        Window(Shell parent, InstallWizard wizard) {
            super(parent, wizard);
            this.wizard = wizard;
        }

        /** Escape and the window's own button end the work as the button Cancel does, where the platform would explain that they cannot. */
        @Override
        public boolean close() {
            if (wizard.cancelWork()) {
                cancelPressed(); // shows that it was heard
                return false;
            }
            return super.close();
        }

        @Override
        protected Button createButton(Composite parent, int id, String label, boolean chosen) {
            return super.createButton(parent, id, switch (id) {
                case IDialogConstants.FINISH_ID -> Messages.consent_install;
                case IDialogConstants.CANCEL_ID -> Messages.button_cancel;
                case IDialogConstants.BACK_ID -> Messages.button_back;
                case IDialogConstants.NEXT_ID -> Messages.button_next;
                default -> label;
            }, chosen);
        }
    }
}
