package org.freshet.ui.settings.internal.model;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.freshet.settings.SecretStore;

/** Secrets in memory, by {@code PID/attribute}. */
final class FakeSecrets implements SecretStore {
    final Map<String, String> kept = new TreeMap<>();

    @Override
    public void put(String pid, String attribute, String secret) {
        kept.put(pid + "/" + attribute, secret);
    }

    @Override
    public Optional<String> get(String pid, String attribute) {
        return Optional.ofNullable(kept.get(pid + "/" + attribute));
    }

    @Override
    public void remove(String pid, String attribute) {
        kept.remove(pid + "/" + attribute);
    }

    @Override
    public void removeAll(String pid) {
        kept.keySet().removeIf(name -> name.startsWith(pid + "/"));
    }
}
