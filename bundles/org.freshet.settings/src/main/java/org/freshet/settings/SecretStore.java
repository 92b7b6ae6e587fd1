package org.freshet.settings;

import java.io.IOException;
import java.util.Optional;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Keeps the secrets among settings (attributes of the Metatype type {@code PASSWORD}) encrypted in secure storage. An OSGi
 * service.
 *
 * <p>A configuration holds the text {@link #REFERENCE} in place of a secret. When Configuration Admin delivers a configuration
 * to its component, the secret is put in its place, so a component reads its password as any other value and it is in no plain
 * file:
 * <pre>
 * store.put(pid, "password", typed);
 * properties.put("password", SecretStore.REFERENCE);
 * configuration.update(properties);          // after put: the component gets what is in the store then
 * </pre>
 *
 * <p>Declarative Services make the settings of a component properties of its services, which every bundle can read, except those
 * whose name begins with a dot: so name the attribute {@code .password} (in an annotation: {@code String _password()}).
 *
 * <p>A component whose secret is missing or cannot be decrypted gets no value for that attribute. A secret belongs to its PID:
 * what another PID's configuration refers to is its own secret of that name. When a configuration is deleted, so are its
 * secrets.
 *
 * <p>Any thread; every method may read or write files, so none is for the UI thread. Errors say what could not be read or
 * written.
 */
@ProviderType
public interface SecretStore {

    /** What stands in a configuration in place of a secret. */
    String REFERENCE = "secret:";

    /**
     * Keeps a secret; it is on disk when this returns.
     *
     * @param pid the configuration's PID
     * @param attribute the attribute's id; of a list, the id of an element as {@link #element} makes it
     */
    void put(String pid, String attribute, String secret) throws IOException;

    /** The secret, if there is one. */
    Optional<String> get(String pid, String attribute) throws IOException;

    /** Forgets a secret; nothing happens where there is none. */
    void remove(String pid, String attribute) throws IOException;

    /** Forgets all secrets of a configuration. */
    void removeAll(String pid) throws IOException;

    /** The name under which the element of a list of secrets is kept; {@code index} counts from 0. */
    static String element(String attribute, int index) {
        return attribute + "#" + index;
    }
}
