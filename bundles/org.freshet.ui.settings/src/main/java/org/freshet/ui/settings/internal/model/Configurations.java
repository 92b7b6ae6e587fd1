package org.freshet.ui.settings.internal.model;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

import org.freshet.settings.SecretStore;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** Reads and keeps instances in Configuration Admin, their secrets in the secret store. Not for the UI thread. */
public final class Configurations {
    /** Any bundle may get it: a plugin keeps its settings when it is installed anew from another place. */
    private static final String ANY_LOCATION = "?";

    private final ConfigurationAdmin admin;
    private final Optional<SecretStore> secrets;

    public Configurations(ConfigurationAdmin admin, Optional<SecretStore> secrets) {
        this.admin = admin;
        this.secrets = secrets;
    }

    /** What is kept of a group: exactly one instance unless it is a factory's. */
    public List<Instance> load(SettingsGroup group) throws IOException {
        List<Instance> instances = new ArrayList<>();
        for (Configuration configuration : kept(group)) {
            instances.add(instance(group, configuration));
        }
        if (!group.factory() && instances.isEmpty()) {
            instances.add(Instance.defaults(group, Optional.of(group.pid())));
        }
        instances.sort(Comparator.comparing(instance -> instance.name(group)));
        return instances;
    }

    private List<Configuration> kept(SettingsGroup group) throws IOException {
        String name = group.factory() ? ConfigurationAdmin.SERVICE_FACTORYPID : "service.pid";
        try {
            Configuration[] found = admin.listConfigurations("(" + name + "=" + group.pid() + ")");
            return found == null ? List.of() : List.of(found);
        } catch (InvalidSyntaxException e) {
            throw new IOException("no PID: " + group.pid(), e);
        }
    }

    private static Instance instance(SettingsGroup group, Configuration configuration) {
        Dictionary<String, Object> properties = configuration.getProperties();
        Map<String, List<String>> texts = new HashMap<>();
        for (Setting setting : group.settings()) {
            Object value = properties == null ? null : properties.get(setting.id());
            if (setting.isSecret()) {
                texts.put(setting.id(), keptSecrets(SettingValues.texts(value)));
            } else {
                texts.put(setting.id(), value == null ? setting.defaults() : SettingValues.texts(value));
            }
        }
        return new Instance(Optional.of(configuration.getPid()), texts);
    }

    private static List<String> keptSecrets(List<String> values) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            texts.add(SecretText.kept(i));
        }
        return texts;
    }

    /**
     * Keeps an instance and puts it in force; answers with what is kept now. What is in the configuration beside the group's settings
     * stays.
     */
    public Instance save(SettingsGroup group, Instance instance) throws IOException {
        Configuration configuration = instance.pid().isEmpty() ? admin.createFactoryConfiguration(group.pid(), ANY_LOCATION)
                : admin.getConfiguration(instance.pid().get(), ANY_LOCATION);
        Dictionary<String, Object> before = configuration.getProperties();
        Dictionary<String, Object> properties = before == null ? new Hashtable<>() : before;
        for (Setting setting : group.settings()) {
            List<String> given = instance.texts(setting);
            List<String> texts = setting.isSecret() ? keepSecrets(configuration, setting, given) : given;
            SettingValues.value(setting, texts).ifPresentOrElse(value -> properties.put(setting.id(), value),
                    () -> properties.remove(setting.id()));
        }
        configuration.update(properties);
        return instance(group, configuration);
    }

    /** Deletes an instance of a factory, and its secrets with it. */
    public void delete(String pid) throws IOException {
        admin.getConfiguration(pid, ANY_LOCATION).delete();
    }

    /** Puts new secrets into the store and answers with the references for the configuration. */
    private List<String> keepSecrets(Configuration configuration, Setting setting, List<String> texts) throws IOException {
        List<String> before = SettingValues.texts(configuration.getProperties() == null ? null
                : configuration.getProperties().get(setting.id()));
        List<String> given = texts.stream().filter(text -> !text.isEmpty()).toList();
        if (given.isEmpty() && before.isEmpty()) {
            return List.of();
        }
        SecretStore store = secrets.orElseThrow(() -> new IOException(
                "the secret " + setting.id() + " cannot be kept: the bundle org.freshet.settings does not run"));
        String pid = configuration.getPid();
        // Read before anything is written, since elements may have changed places.
        List<Optional<String>> all = new ArrayList<>();
        for (String text : given) {
            OptionalInt index = SecretText.index(text);
            all.add(index.isEmpty() ? Optional.of(text) : secret(store, pid, setting, index.getAsInt(), before));
        }
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).isPresent()) {
                store.put(pid, name(setting, i), all.get(i).get());
            }
        }
        for (int i = all.size(); i < Math.max(before.size(), 1); i++) {
            store.remove(pid, name(setting, i));
        }
        return Collections.nCopies(given.size(), SecretStore.REFERENCE);
    }

    /** A kept secret; one that a person wrote into the configuration by hand moves into the store. */
    private static Optional<String> secret(SecretStore store, String pid, Setting setting, int index, List<String> before)
            throws IOException {
        String written = index < before.size() ? before.get(index) : SecretStore.REFERENCE;
        return written.equals(SecretStore.REFERENCE) ? store.get(pid, name(setting, index)) : Optional.of(written);
    }

    private static String name(Setting setting, int index) {
        return setting.isList() ? SecretStore.element(setting.id(), index) : setting.id();
    }
}
