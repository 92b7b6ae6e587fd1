package org.freshet.settings.internal;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import javax.crypto.spec.PBEKeySpec;

import org.eclipse.equinox.security.storage.ISecurePreferences;
import org.eclipse.equinox.security.storage.SecurePreferencesFactory;
import org.eclipse.equinox.security.storage.StorageException;
import org.eclipse.equinox.security.storage.provider.IProviderHints;
import org.freshet.settings.SecretStore;

/**
 * Secrets in an Equinox secure storage of our own: a file below the profile, encrypted (PBE with HMAC-SHA-512 and AES-256) under the
 * {@link KeyFile}'s key. The password providers of Equinox are not asked: without a key ring they would ask the user, and there may be
 * none. Opened at first use. Thread-safe.
 */
final class EquinoxSecrets implements SecretStore {

    private static final String NODE = "/org.freshet.settings/";

    private final Path file;
    private final KeyFile key;
    private final Preparation before;
    private ISecurePreferences root;

    /** @param before done before Equinox is used for the first time */
    EquinoxSecrets(Path file, KeyFile key, Preparation before) {
        this.file = file;
        this.key = key;
        this.before = before;
    }

    /** Makes Equinox secure storage usable. */
    interface Preparation {
        void prepare() throws IOException;
    }

    @Override
    public synchronized void put(String pid, String attribute, String secret) throws IOException {
        ISecurePreferences node = root().node(path(pid));
        try {
            node.put(attribute, secret, true);
        } catch (StorageException e) {
            throw new IOException("the secret " + attribute + " of " + pid + " cannot be encrypted: " + e.getMessage(), e);
        }
        flush();
    }

    @Override
    public synchronized Optional<String> get(String pid, String attribute) throws IOException {
        if (root == null && Files.notExists(file) || !root().nodeExists(path(pid))) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(root().node(path(pid)).get(attribute, null));
        } catch (StorageException e) {
            throw new IOException("the secret " + attribute + " of " + pid + " in " + file + " cannot be decrypted with the key in "
                    + key.path() + "; enter it anew", e);
        }
    }

    @Override
    public synchronized void remove(String pid, String attribute) throws IOException {
        if (root == null && Files.notExists(file) || !root().nodeExists(path(pid))) {
            return;
        }
        root().node(path(pid)).remove(attribute);
        flush();
    }

    @Override
    public synchronized void removeAll(String pid) throws IOException {
        if (root == null && Files.notExists(file) || !root().nodeExists(path(pid))) {
            return;
        }
        root().node(path(pid)).removeNode();
        flush();
    }

    /** Node names are ASCII without slashes. */
    private static String path(String pid) {
        return NODE + URLEncoder.encode(pid, StandardCharsets.UTF_8);
    }

    private ISecurePreferences root() throws IOException {
        if (root == null) {
            Map<String, Object> options = Map.of(IProviderHints.DEFAULT_PASSWORD, new PBEKeySpec(key.key()),
                    IProviderHints.PROMPT_USER, Boolean.FALSE);
            try {
                before.prepare();
                root = SecurePreferencesFactory.open(file.toUri().toURL(), new HashMap<>(options));
            } catch (LinkageError notInstalled) {
                throw new IOException("secrets cannot be kept: the bundle org.eclipse.equinox.security is not installed", notInstalled);
            }
        }
        return root;
    }

    private void flush() throws IOException {
        if (Files.notExists(file)) {
            Files.createDirectories(file.getParent());
            Files.createFile(file, KeyFile.onlyForTheUser("rw-------"));
        }
        root.flush();
    }
}
