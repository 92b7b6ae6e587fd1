package org.freshet.plugins.internal;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;

import org.freshet.engine.Session;
import org.freshet.plugins.Plugins;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The service for the profile that the launcher names; made when somebody asks for it. */
@Component(service = Plugins.class)
public final class PluginsComponent extends PluginService {

    private final AtomicReference<Session> session;

    /** Called by Declarative Services. */
    @Activate
    public PluginsComponent(BundleContext context) {
        this(context, new AtomicReference<>());
    }

    private PluginsComponent(BundleContext context, AtomicReference<Session> session) {
        super(context, folders(context), session::get);
        this.session = session;
    }

    private static ProfileFolders folders(BundleContext context) {
        return new ProfileFolders(Path.of(context.getProperty("freshet.profile")), ProfileFolders.ofArea(context.getProperty("osgi.install.area")));
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void setSession(Session opened) {
        session.set(opened);
    }

    void unsetSession(Session closed) {
        session.compareAndSet(closed, null);
    }

    @Deactivate
    void deactivate() {
        close();
    }
}
