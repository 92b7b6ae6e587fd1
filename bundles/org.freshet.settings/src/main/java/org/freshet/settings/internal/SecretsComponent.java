package org.freshet.settings.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.eclipse.equinox.security.storage.SecurePreferencesFactory;
import org.freshet.settings.SecretStore;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.ConfigurationEvent;
import org.osgi.service.cm.ConfigurationPlugin;
import org.osgi.service.cm.SynchronousConfigurationListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Offers the profile's {@link SecretStore} and delivers its secrets to components. It has to be there before components are configured,
 * so its bundle has a lower start level than those with settings; nothing is read before a configuration holds a reference.
 */
@Component(service = {SecretStore.class, ConfigurationPlugin.class, SynchronousConfigurationListener.class},
        property = {ConfigurationPlugin.CM_RANKING + ":Integer=500", "config.plugin.id=org.freshet.settings"})
public final class SecretsComponent implements SecretStore, ConfigurationPlugin, SynchronousConfigurationListener {
    private static final Logger LOG = LoggerFactory.getLogger(SecretsComponent.class);

    private final SecretStore secrets;
    private final SecretDelivery delivery;

    /** Called by Declarative Services. */
    @Activate
    public SecretsComponent(BundleContext context) {
        String profile = context.getProperty("freshet.profile");
        Map<String, String> environment = new HashMap<>(System.getenv());
        String key = context.getProperty(KeyFile.VARIABLE);
        if (key != null) {
            environment.put(KeyFile.VARIABLE, key);
        }
        Path folder = profile == null ? context.getDataFile("").toPath() : Path.of(profile);
        secrets = new EquinoxSecrets(folder.resolve("secrets"),
                KeyFile.of(environment, Path.of(System.getProperty("user.home"))), () -> prepare(context));
        delivery = new SecretDelivery(secrets, LOG::warn);
    }

    private static void prepare(BundleContext context) throws IOException {
        Bundle security = FrameworkUtil.getBundle(SecurePreferencesFactory.class);
        try {
            LazyBundle.makeUsable(security, context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION));
        } catch (BundleException e) {
            throw new IOException("secure storage cannot be used: " + e.getMessage(), e);
        }
    }

    @Override
    public void modifyConfiguration(ServiceReference<?> receiver, Dictionary<String, Object> properties) {
        if (properties.get(Constants.SERVICE_PID) instanceof String pid) {
            delivery.deliver(pid, properties);
        }
    }

    @Override
    public void configurationEvent(ConfigurationEvent event) {
        if (event.getType() == ConfigurationEvent.CM_DELETED) {
            try {
                secrets.removeAll(event.getPid());
            } catch (IOException e) {
                LOG.warn("the secrets of the deleted configuration {} could not be deleted: {}", event.getPid(), e.getMessage());
            }
        }
    }

    @Override
    public void put(String pid, String attribute, String secret) throws IOException {
        secrets.put(pid, attribute, secret);
    }

    @Override
    public Optional<String> get(String pid, String attribute) throws IOException {
        return secrets.get(pid, attribute);
    }

    @Override
    public void remove(String pid, String attribute) throws IOException {
        secrets.remove(pid, attribute);
    }

    @Override
    public void removeAll(String pid) throws IOException {
        secrets.removeAll(pid);
    }
}
