package org.freshet.engine.osgi.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.freshet.engine.RateLimits;
import org.freshet.engine.SessionSettings;
import org.freshet.engine.SessionSettings.Encryption;
import org.freshet.settings.SettingsProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineSettingsTest {

    @TempDir
    Path home;

    @Test
    void withoutAConfigurationTheDefaultsAreInForce() {
        assertEquals(SessionSettings.defaults(), settings(Map.of()).current());
    }

    @Test
    void theDefaultsThatPeopleSeeAreThoseInForce() {
        Map<String, Object> shown = new HashMap<>();
        for (Method setting : EngineOptions.class.getDeclaredMethods()) {
            shown.put(setting.getName(), setting.getDefaultValue());
        }
        assertEquals(SessionSettings.defaults(), settings(shown).current());
        assertEquals(List.of(), settings(Map.of()).check(shown, Locale.ENGLISH));
    }

    @Test
    void everySettingIsRead() {
        SessionSettings read = settings(Map.of("listen", new String[] {"tcp://127.0.0.1:7000", "ws://0.0.0.0:0/peer"}, "downloadLimit", 100,
                "uploadLimit", 50, "maxConnections", 200, "maxConnectionsPerTorrent", 40, "uploadSlots", 4, "activeDownloads", 3,
                "activeSeeds", 9)).current();
        assertEquals(List.of(URI.create("tcp://127.0.0.1:7000"), URI.create("ws://0.0.0.0:0/peer")), read.listen());
        assertEquals(new RateLimits(100 * 1024, 50 * 1024), read.limits());
        assertEquals(new SessionSettings(read.listen(), read.limits(), 200, 40, 4, 3, 9, Encryption.ALLOWED, true), read);
        SessionSettings others = settings(Map.of("encryption", "REQUIRED", "multipleConnectionsPerAddress", false)).current();
        assertEquals(Encryption.REQUIRED, others.encryption());
        assertEquals(false, others.multipleConnectionsPerAddress());
    }

    @Test
    void theHighestRateLimitIsNoOverflow() {
        int most = Integer.parseInt(EngineSettings.MOST_KIB);
        assertEquals(most * 1024L, settings(Map.of("downloadLimit", most)).current().limits().down());
    }

    @Test
    void valuesWrittenByHandAsTextsAreUnderstood() {
        SessionSettings read = settings(Map.of("maxConnections", " 77 ", "encryption", "off", "multipleConnectionsPerAddress", "FALSE",
                "listen", "tcp://0.0.0.0:1")).current();
        assertEquals(77, read.maxConnections());
        assertEquals(Encryption.OFF, read.encryption());
        assertEquals(false, read.multipleConnectionsPerAddress());
        assertEquals(List.of(URI.create("tcp://0.0.0.0:1")), read.listen());
    }

    @Test
    void aWrongValueIsRefusedAndTheOldOneStaysWhileTheOthersChange() {
        EngineSettings settings = settings(Map.of("maxConnections", 300, "downloadLimit", 10));
        settings.modified(Map.of("maxConnections", 0, "downloadLimit", 20));
        assertEquals(300, settings.current().maxConnections());
        assertEquals(20 * 1024, settings.current().limits().down());
    }

    @Test
    void followersHearOfChangesAndOfNothingElse() {
        EngineSettings settings = settings(Map.of());
        List<SessionSettings> heard = new ArrayList<>();
        Runnable end = settings.follow(heard::add);
        settings.modified(Map.of("maxConnections", 10));
        settings.modified(Map.of("maxConnections", 10, "downloadFolder", home.toString()));
        settings.modified(Map.of("maxConnections", -5));
        assertEquals(List.of(10), heard.stream().map(SessionSettings::maxConnections).toList());
        end.run();
        settings.modified(Map.of());
        assertEquals(1, heard.size());
    }

    @Test
    void aDeletedConfigurationBringsTheDefaultsBack() {
        EngineSettings settings = settings(Map.of("maxConnections", 10));
        settings.modified(Map.of());
        assertEquals(SessionSettings.defaults(), settings.current());
    }

    @Test
    void everyWrongValueIsToldWithItsReasonInTheLanguageAskedFor() {
        Map<String, Object> wrong = Map.of("listen", new String[] {"tcp://0.0.0.0:6881", "tcp://0.0.0.0"}, "maxConnections", "many",
                "encryption", "perhaps", "downloadFolder", "Downloads", "uploadSlots", -1);
        EngineSettings settings = settings(Map.of());
        List<SettingsProblem> english = settings.check(wrong, Locale.ENGLISH);
        assertEquals(List.of("downloadFolder", "encryption", "listen", "maxConnections", "uploadSlots"),
                english.stream().map(SettingsProblem::attribute).sorted().toList());
        String listen = message(english, "listen");
        assertTrue(listen.contains("\"tcp://0.0.0.0\" names no port from 0 to 65535"), listen);
        String german = message(settings.check(wrong, Locale.GERMANY), "listen");
        assertTrue(german.contains("keinen Port von 0 bis 65535"), german);
        assertNotEquals(german, listen);
        assertEquals(SessionSettings.defaults(), settings.current());
    }

    @Test
    void addressesThatAreNoneAreTold() {
        for (String address : List.of("6881", "0.0.0.0:6881", "tcp://", "tcp://:6881", "tcp://host:70000", "tcp://ho st:1", "tcp:6881")) {
            assertEquals(List.of("listen"), settings(Map.of()).check(Map.of("listen", new String[] {address}), Locale.ENGLISH).stream()
                    .map(SettingsProblem::attribute).toList(), address);
        }
    }

    @Test
    void noAddressMeansNotToListen() {
        assertEquals(List.of(), settings(Map.of("listen", new String[0])).current().listen());
    }

    @Test
    void downloadsGoWhereThePersonSaysElseWhereTheDesktopSays() throws IOException {
        assertEquals(home.resolve("Downloads"), settings(Map.of()).path());
        Path config = Files.createDirectories(home.resolve(".config"));
        Files.writeString(config.resolve("user-dirs.dirs"), "# made\nXDG_DOWNLOAD_DIR=\"$HOME/Geladenes\"\n");
        assertEquals(home.resolve("Geladenes"), settings(Map.of()).path());
        assertEquals(home.resolve("t"), settings(Map.of("downloadFolder", "~/t")).path());
        assertEquals(Path.of("/data/t"), settings(Map.of("downloadFolder", "/data/t")).path());
    }

    @Test
    void aDesktopWithoutAFolderForDownloadsDoesNotScatterThemInTheHomeFolder() throws IOException {
        Path config = Files.createDirectories(home.resolve(".config"));
        Files.writeString(config.resolve("user-dirs.dirs"), "XDG_DOWNLOAD_DIR=\"$HOME/\"\n");
        assertEquals(home.resolve("Downloads"), settings(Map.of()).path());
    }

    private static String message(List<SettingsProblem> problems, String attribute) {
        return problems.stream().filter(p -> p.attribute().equals(attribute)).findFirst().orElseThrow().message();
    }

    private EngineSettings settings(Map<String, Object> values) {
        return new EngineSettings(values, new DesktopFolders(Map.of(), home));
    }
}
