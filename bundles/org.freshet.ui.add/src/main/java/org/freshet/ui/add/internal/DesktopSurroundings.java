package org.freshet.ui.add.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;

import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.swt.widgets.Display;
import org.eclipse.ui.statushandlers.StatusManager;
import org.freshet.engine.Session;
import org.freshet.storage.StorageProvider;
import org.freshet.ui.SessionAccess;
import org.freshet.ui.add.internal.model.Target;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/** The desktop as the dialogs see it: services, preferences and the profile. */
final class DesktopSurroundings implements Surroundings {
    private static final String PROFILE = "freshet.profile";
    private static final String CREATIONS = "create";

    private static BundleContext context() {
        return FrameworkUtil.getBundle(DesktopSurroundings.class).getBundleContext();
    }

    @Override
    public Ended followSession(Display display, Consumer<Optional<Session>> changed) {
        SessionAccess access = new SessionAccess(display, changed);
        return access::close;
    }

    @Override
    public List<String> storageSchemes() {
        TreeSet<String> schemes = new TreeSet<>();
        try {
            for (ServiceReference<StorageProvider> provider : context().getServiceReferences(StorageProvider.class, null)) {
                Object property = provider.getProperty(StorageProvider.SCHEME);
                if (property instanceof String one) {
                    schemes.add(one);
                } else if (property instanceof String[] several) {
                    schemes.addAll(List.of(several));
                }
            }
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
        // Folders come first, and are offered even while their storage is away: the torrents wait for it.
        schemes.remove(Target.FILE);
        List<String> ordered = new ArrayList<>(List.of(Target.FILE));
        ordered.addAll(schemes);
        return ordered;
    }

    @Override
    public Remembered remembered() {
        return new Preferences();
    }

    @Override
    public Path creations() {
        String profile = context().getProperty(PROFILE);
        return profile == null ? context().getDataFile(CREATIONS).toPath() : Path.of(profile, CREATIONS);
    }

    @Override
    public void fault(String message, Throwable cause) {
        StatusManager.getManager().handle(status(message, cause), StatusManager.LOG | StatusManager.SHOW);
    }

    static void log(String message, Throwable cause) {
        StatusManager.getManager().handle(status(message, cause), StatusManager.LOG);
    }

    private static IStatus status(String message, Throwable cause) {
        return new Status(IStatus.ERROR, Preferences.NODE, message, cause);
    }
}
