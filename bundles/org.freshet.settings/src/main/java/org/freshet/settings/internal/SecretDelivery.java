package org.freshet.settings.internal;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.Dictionary;
import java.util.Optional;
import java.util.function.Consumer;

import org.freshet.settings.SecretStore;

/** Puts secrets in the place of their references in a configuration on its way to a component. */
final class SecretDelivery {

    private final SecretStore secrets;
    private final Consumer<String> trouble;

    /** @param trouble told, in words for a person, what could not be delivered */
    SecretDelivery(SecretStore secrets, Consumer<String> trouble) {
        this.secrets = secrets;
        this.trouble = trouble;
    }

    /** Changes the properties; a secret that is not to be had leaves no value. */
    void deliver(String pid, Dictionary<String, Object> properties) {
        for (String name : Collections.list(properties.keys())) {
            Object value = properties.get(name);
            if (SecretStore.REFERENCE.equals(value)) {
                put(properties, name, secret(pid, name, name));
            } else if (value instanceof String[] elements && Arrays.asList(elements).contains(SecretStore.REFERENCE)) {
                put(properties, name, elements(pid, name, elements));
            }
        }
    }

    private static void put(Dictionary<String, Object> properties, String name, Optional<?> value) {
        if (value.isPresent()) {
            properties.put(name, value.get());
        } else {
            properties.remove(name);
        }
    }

    private Optional<String[]> elements(String pid, String name, String[] references) {
        String[] values = references.clone();
        for (int i = 0; i < values.length; i++) {
            if (values[i].equals(SecretStore.REFERENCE)) {
                Optional<String> secret = secret(pid, name, SecretStore.element(name, i));
                if (secret.isEmpty()) {
                    return Optional.empty();
                }
                values[i] = secret.get();
            }
        }
        return Optional.of(values);
    }

    private Optional<String> secret(String pid, String attribute, String key) {
        try {
            Optional<String> secret = secrets.get(pid, key);
            if (secret.isEmpty()) {
                trouble.accept("the setting " + attribute + " of " + pid + " refers to a secret that is not kept here; enter it anew");
            }
            return secret;
        } catch (IOException e) {
            trouble.accept("the setting " + attribute + " of " + pid + " is left out: " + e.getMessage());
            return Optional.empty();
        }
    }
}
