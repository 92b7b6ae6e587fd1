package org.freshet.engine.osgi.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.freshet.engine.Session;
import org.freshet.engine.SessionFactory;
import org.freshet.engine.SessionFactory.Restore;
import org.freshet.engine.SessionSettings;
import org.freshet.settings.SettingsCheck;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The settings of a session are those of Configuration Admin, also while it is open. */
class ConfiguredSessionTest {
    private static final long DEADLINE_S = 60;

    private final Framework framework = new Framework();
    @TempDir
    Path folder;
    private Configured configuration;
    private SessionFactory factory;

    @BeforeEach
    void findServices() throws Exception {
        configuration = new Configured(SessionFactory.SETTINGS_PID);
        factory = framework.service(SessionFactory.class);
    }

    @AfterEach
    void forgetSettings() throws Exception {
        configuration.close();
        Framework.await(() -> "the defaults", () -> factory.configured().equals(SessionSettings.defaults()));
    }

    @Test
    void anOpenSessionFollowsItsConfigurationAndKeepsWhatItIsWronglyTold() throws Exception {
        configure(Map.of("maxConnections", 77));
        Framework.await(() -> "the first configuration: " + factory.configured(), () -> factory.configured().maxConnections() == 77);
        Session session = factory.open(folder, Restore.ALL).toCompletableFuture().get(DEADLINE_S, TimeUnit.SECONDS);
        try {
            assertEquals(77, session.settings().maxConnections());
            assertEquals(List.of(URI.create("tcp://127.0.0.1:0")), session.settings().listen());
            configure(Map.of("maxConnections", 88));
            Framework.await(() -> "a change: " + session.settings(), () -> session.settings().maxConnections() == 88);
            configure(Map.of("maxConnections", 0, "downloadLimit", 5));
            Framework.await(() -> "the other change: " + session.settings(), () -> session.settings().limits().down() == 5 * 1024);
            assertEquals(88, session.settings().maxConnections());
        } finally {
            session.close().toCompletableFuture().get(DEADLINE_S, TimeUnit.SECONDS);
        }
    }

    @Test
    void settingsCanBeCheckedBeforeTheyAreKept() throws Exception {
        SettingsCheck check = framework.service(SettingsCheck.class, SettingsCheck.PID + "=" + SessionFactory.SETTINGS_PID);
        assertEquals("listen", check.check(Map.of("listen", new String[] {"nowhere"}), Locale.ENGLISH).get(0).attribute());
        assertTrue(check.check(Map.of("listen", new String[] {"tcp://0.0.0.0:1"}), Locale.ENGLISH).isEmpty());
    }

    private void configure(Map<String, Object> values) throws Exception {
        Map<String, Object> properties = new HashMap<>(values);
        properties.put("listen", new String[] {"tcp://127.0.0.1:0"});
        configuration.update(properties);
    }
}
