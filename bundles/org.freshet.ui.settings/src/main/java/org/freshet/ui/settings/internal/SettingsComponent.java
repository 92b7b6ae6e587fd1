package org.freshet.ui.settings.internal;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.SWTException;
import org.eclipse.swt.widgets.Display;
import org.eclipse.ui.IWorkbench;
import org.freshet.settings.SecretStore;
import org.freshet.settings.SettingsCheck;
import org.freshet.ui.settings.internal.model.Checks;
import org.freshet.ui.settings.internal.model.Configurations;
import org.freshet.ui.settings.internal.model.SettingsGroup;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.MetaTypeService;

/** Keeps the preference pages in step with the bundles as long as there is a workbench. */
@Component(service = {}, immediate = true)
public final class SettingsComponent {
    /** The window comes first. */
    private static final long DELAY_MS = 400;

    private final Display display;
    private final Checks checks = new Checks(
            (pid, error) -> ILog.of(SettingsComponent.class).error(NLS.bind(Messages.pageFault, pid), error));
    private final PreferencePages pages;
    private final MetatypeBundles bundles;
    private final Job opening;
    private boolean closed;

    /** Called by Declarative Services, on the UI thread when the workbench appears: so everything else happens later. */
    @Activate
    public SettingsComponent(BundleContext context, @Reference IWorkbench workbench, @Reference ConfigurationAdmin admin,
            @Reference MetaTypeService metatypes,
            @Reference(cardinality = ReferenceCardinality.OPTIONAL, policyOption = ReferencePolicyOption.GREEDY) SecretStore secrets) {
        display = workbench.getDisplay();
        SettingsAccess access = new SettingsAccess(display, new Configurations(admin, Optional.ofNullable(secrets)), checks);
        pages = new PreferencePages(display, workbench.getPreferenceManager(), access);
        bundles = new MetatypeBundles(context, metatypes, Locale.getDefault().toString(), this::found);
        opening = Job.createSystem(Messages.updating, (ICoreRunnable) monitor -> open());
        opening.schedule(DELAY_MS);
    }

    private synchronized void open() {
        if (!closed) {
            bundles.open();
        }
    }

    private void found(long bundle, List<SettingsGroup> groups) {
        onDisplay(() -> pages.put(bundle, groups));
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    void addCheck(SettingsCheck check, Map<String, Object> properties) {
        checks.add(check, properties.get(SettingsCheck.PID));
    }

    void removeCheck(SettingsCheck check) {
        checks.remove(check);
    }

    @Deactivate
    void deactivate() {
        opening.cancel();
        synchronized (this) {
            closed = true;
        }
        bundles.close();
        onDisplay(pages::clear);
    }

    private void onDisplay(Runnable action) {
        try {
            display.asyncExec(action);
        } catch (SWTException e) {
            if (e.code != SWT.ERROR_DEVICE_DISPOSED) {
                throw e;
            }
            // The workbench is gone, and its pages with it.
        }
    }
}
