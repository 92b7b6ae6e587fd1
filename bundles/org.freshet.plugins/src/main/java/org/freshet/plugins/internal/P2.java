package org.freshet.plugins.internal;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.eclipse.equinox.internal.p2.repository.Transport;
import org.eclipse.equinox.p2.core.IProvisioningAgent;
import org.eclipse.equinox.p2.core.IProvisioningAgentProvider;
import org.eclipse.equinox.p2.core.ProvisionException;
import org.eclipse.equinox.p2.engine.IEngine;
import org.eclipse.equinox.p2.engine.IProfileRegistry;
import org.eclipse.equinox.p2.planner.IPlanner;
import org.eclipse.equinox.p2.repository.artifact.IArtifactRepositoryManager;
import org.eclipse.equinox.p2.repository.metadata.IMetadataRepositoryManager;
import org.freshet.plugins.PluginException;
import org.freshet.plugins.PluginException.Reason;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.osgi.util.tracker.ServiceTracker;

/**
 * p2 with its data in one profile. Its bundles lie in the product unstarted, so that nobody pays for them who changes no plugins; making
 * this object starts them, for this process only.
 */
final class P2 implements AutoCloseable {

    /** Those that bring services or have to set something up, in the order of starting. */
    private static final List<String> BUNDLES = List.of("org.eclipse.equinox.common", "org.eclipse.core.jobs", "org.eclipse.equinox.registry",
            "org.eclipse.equinox.preferences", "org.eclipse.equinox.p2.core", "org.eclipse.equinox.p2.metadata",
            "org.eclipse.equinox.p2.repository", "org.eclipse.equinox.p2.metadata.repository",
            "org.eclipse.equinox.p2.artifact.repository", "org.eclipse.equinox.p2.engine", "org.eclipse.equinox.p2.director");

    /** The start level of Eclipse's bundles in the product. */
    private static final int LEVEL = 5;
    private static final long SERVICE_SECONDS = 20;

    private final ServiceTracker<?, IProvisioningAgentProvider> tracker;
    private final IProvisioningAgent agent;

    private P2(ServiceTracker<?, IProvisioningAgentProvider> tracker, IProvisioningAgent agent) {
        this.tracker = tracker;
        this.agent = agent;
    }

    static P2 open(BundleContext context, ProfileFolders folders) throws PluginException {
        raiseStartLevel(context);
        startBundles(context);
        ServiceTracker<IProvisioningAgentProvider, IProvisioningAgentProvider> tracker = new ServiceTracker<>(context,
                IProvisioningAgentProvider.class, null);
        tracker.open();
        try {
            IProvisioningAgentProvider provider = tracker.waitForService(TimeUnit.SECONDS.toMillis(SERVICE_SECONDS));
            if (provider == null) {
                throw new PluginException(Reason.FAILED, Messages.bind(Messages.p2Missing, "IProvisioningAgentProvider"));
            }
            IProvisioningAgent agent = provider.createAgent(folders.p2().toUri());
            agent.registerService(Transport.SERVICE_NAME, new BoundedTransport());
            P2 p2 = new P2(tracker, agent);
            p2.engine();
            return p2;
        } catch (ProvisionException e) {
            tracker.close();
            throw new PluginException(Reason.FAILED, Messages.bind(Messages.p2Missing, e.getMessage()), e);
        } catch (InterruptedException e) {
            tracker.close();
            Thread.currentThread().interrupt();
            throw new PluginException(Reason.CANCELLED, Messages.cancelled, e);
        }
    }

    /** Headless commands run below the level of Eclipse's bundles, which could not be started there. */
    private static void raiseStartLevel(BundleContext context) throws PluginException {
        FrameworkStartLevel framework = context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkStartLevel.class);
        if (framework.getStartLevel() >= LEVEL) {
            return;
        }
        CountDownLatch raised = new CountDownLatch(1);
        framework.setStartLevel(LEVEL, event -> raised.countDown());
        try {
            if (!raised.await(SERVICE_SECONDS, TimeUnit.SECONDS)) {
                throw new PluginException(Reason.FAILED, Messages.bind(Messages.p2Missing, "start level " + LEVEL));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PluginException(Reason.CANCELLED, Messages.cancelled, e);
        }
    }

    private static void startBundles(BundleContext context) throws PluginException {
        for (String name : BUNDLES) {
            for (Bundle bundle : context.getBundles()) {
                if (name.equals(bundle.getSymbolicName()) && bundle.getState() != Bundle.ACTIVE) {
                    try {
                        bundle.start(Bundle.START_TRANSIENT);
                    } catch (BundleException e) {
                        throw new PluginException(Reason.FAILED, Messages.bind(Messages.p2Missing, e.getMessage()), e);
                    }
                }
            }
        }
    }

    IProvisioningAgent agent() {
        return agent;
    }

    IPlanner planner() throws PluginException {
        return service(IPlanner.class);
    }

    IEngine engine() throws PluginException {
        return service(IEngine.class);
    }

    IProfileRegistry profiles() throws PluginException {
        return service(IProfileRegistry.class);
    }

    IMetadataRepositoryManager metadata() throws PluginException {
        return service(IMetadataRepositoryManager.class);
    }

    IArtifactRepositoryManager artifacts() throws PluginException {
        return service(IArtifactRepositoryManager.class);
    }

    private <T> T service(Class<T> type) throws PluginException {
        T service = agent.getService(type);
        if (service == null) {
            throw new PluginException(Reason.FAILED, Messages.bind(Messages.p2ServiceMissing, type.getSimpleName()));
        }
        return service;
    }

    @Override
    public void close() {
        agent.stop();
        tracker.close();
    }
}
