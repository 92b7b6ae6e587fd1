package org.freshet.settings.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way of a secret, from who types it to who uses it, in a framework as commands have it: without a window. */
class SecretsInFrameworkTest {

    private static final String PID = "org.example.cloud";
    private static final String SECRET = "correct horse battery staple";

    @TempDir
    Path folder;

    private Path profile;
    private HeadlessFramework framework;

    @BeforeEach
    void start() throws Exception {
        profile = folder.resolve("profile");
        framework = new HeadlessFramework(profile, folder.resolve("key"));
    }

    @AfterEach
    void stop() throws Exception {
        framework.close();
    }

    @Test
    void theSecretReachesTheServiceAndIsInNoFileOfTheProfile() throws Exception {
        keep(SECRET);
        BlockingQueue<Map<String, Object>> delivered = framework.receiver(PID);
        Map<String, Object> values = next(delivered);
        assertEquals(SECRET, values.get("password"));
        assertEquals("ann", values.get("user"));
        framework.close();
        List<Path> files = filesWith(SECRET);
        assertEquals(List.of(), files, "plain secret on disk");
        assertFalse(filesWith("ann").isEmpty(), "the other settings are where the secret was looked for");
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(profile.resolve("secrets"))));
    }

    @Test
    void theSecretIsThereAgainAfterARestart() throws Exception {
        keep(SECRET);
        framework.close();
        framework = new HeadlessFramework(profile, folder.resolve("key"));
        assertEquals(SECRET, next(framework.receiver(PID)).get("password"));
    }

    @Test
    void aComponentOfDeclarativeServicesGetsTheSecretToo() throws Exception {
        keep(SECRET);
        assertEquals(SECRET, framework.component(PID).get("password"));
    }

    @Test
    void aCopyOfTheProfileWithoutTheKeyGivesNothingAway() throws Exception {
        keep(SECRET);
        framework.close();
        framework = new HeadlessFramework(profile, folder.resolve("another key"));
        Map<String, Object> values = next(framework.receiver(PID));
        assertNull(values.get("password"));
        assertEquals("ann", values.get("user"));
    }

    @Test
    void aChangedSecretIsDeliveredAnew() throws Exception {
        keep(SECRET);
        BlockingQueue<Map<String, Object>> delivered = framework.receiver(PID);
        next(delivered);
        keep("another one");
        assertEquals("another one", next(delivered).get("password"));
    }

    @Test
    void theSecretsOfADeletedConfigurationAreForgotten() throws Exception {
        keep(SECRET);
        framework.deleteConfiguration(PID);
        assertNull(framework.secret(PID, "password"));
    }

    private void keep(String secret) throws Exception {
        framework.keep(PID, "password", secret);
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put("user", "ann");
        properties.put("password", "secret:");
        framework.configure(PID, properties);
    }

    private static Map<String, Object> next(BlockingQueue<Map<String, Object>> delivered) throws InterruptedException {
        Map<String, Object> values = delivered.poll(60, TimeUnit.SECONDS);
        assertNotNull(values, "nothing was delivered");
        return values;
    }

    private List<Path> filesWith(String text) throws IOException {
        List<Path> found = new ArrayList<>();
        try (var files = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                String wide = new String(text.getBytes(StandardCharsets.UTF_16BE), StandardCharsets.ISO_8859_1);
                if (content.contains(text) || content.contains(wide)) {
                    found.add(file);
                }
            }
        }
        assertTrue(Files.exists(profile.resolve("secrets")));
        return found;
    }
}
