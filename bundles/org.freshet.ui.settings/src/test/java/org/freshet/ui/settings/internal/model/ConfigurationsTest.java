package org.freshet.ui.settings.internal.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.freshet.settings.SecretStore;
import org.junit.jupiter.api.Test;
import org.osgi.service.metatype.AttributeDefinition;

class ConfigurationsTest {

    private static final String PID = "org.example.cloud";
    private static final Setting USER = Settings.usually(Settings.text("user"), "nobody");
    private static final Setting PASSWORD = Settings.of("password", AttributeDefinition.PASSWORD);
    private static final Setting KEYS = Settings.list(Settings.of("keys", AttributeDefinition.PASSWORD), 5);

    private final FakeAdmin admin = new FakeAdmin();
    private final FakeSecrets secrets = new FakeSecrets();
    private final Configurations configurations = new Configurations(admin.service(), Optional.of(secrets));
    private final SettingsGroup once = new SettingsGroup(PID, false, "Cloud", "", Section.OTHER, List.of(USER, PASSWORD, KEYS));
    private final SettingsGroup many = new SettingsGroup(PID, true, "Clouds", "", Section.OTHER, List.of(USER, PASSWORD));

    @Test
    void withoutAConfigurationTheDefaultsAreShown() throws IOException {
        Instance instance = configurations.load(once).get(0);
        assertEquals(List.of("nobody"), instance.texts(USER));
        assertEquals(List.of(), instance.texts(PASSWORD));
        assertEquals(Optional.of(PID), instance.pid());
    }

    @Test
    void aFactoryHasNoInstanceUntilOneIsSaved() throws IOException {
        assertEquals(List.of(), configurations.load(many));
        configurations.save(many, Instance.defaults(many, Optional.empty()).with(Map.of("user", List.of("bob"))));
        configurations.save(many, Instance.defaults(many, Optional.empty()).with(Map.of("user", List.of("ann"))));
        assertEquals(List.of("ann", "bob"), configurations.load(many).stream().map(i -> i.name(many)).toList());
        configurations.delete(configurations.load(many).get(0).pid().orElseThrow());
        assertEquals(List.of("bob"), configurations.load(many).stream().map(i -> i.name(many)).toList());
    }

    @Test
    void aSecretGoesToTheStoreAndOnlyAReferenceIntoTheConfiguration() throws IOException {
        save("password", "hunter2");
        assertEquals(SecretStore.REFERENCE, admin.kept.get(PID).get("password"));
        assertEquals(Map.of(PID + "/password", "hunter2"), secrets.kept);
    }

    @Test
    void aSecretThatIsNotChangedStaysAndIsNeverShown() throws IOException {
        save("password", "hunter2");
        Instance shown = configurations.load(once).get(0);
        assertTrue(SecretText.isKept(shown.texts(PASSWORD).get(0)));
        configurations.save(once, shown);
        assertEquals(Map.of(PID + "/password", "hunter2"), secrets.kept);
        assertEquals(SecretStore.REFERENCE, admin.kept.get(PID).get("password"));
    }

    @Test
    void aForgottenSecretIsInNeither() throws IOException {
        save("password", "hunter2");
        save("password");
        assertEquals(Map.of(), secrets.kept);
        assertEquals(null, admin.kept.get(PID).get("password"));
    }

    @Test
    void aPasswordThatLooksLikeAReferenceIsStillAPassword() throws IOException {
        save("password", SecretStore.REFERENCE);
        assertEquals(Map.of(PID + "/password", SecretStore.REFERENCE), secrets.kept);
    }

    @Test
    void aSecretWrittenIntoTheConfigurationByHandMovesIntoTheStore() throws IOException {
        admin.kept.put(PID, new HashMap<>(Map.of("password", "by hand")));
        configurations.save(once, configurations.load(once).get(0));
        assertEquals(Map.of(PID + "/password", "by hand"), secrets.kept);
        assertEquals(SecretStore.REFERENCE, admin.kept.get(PID).get("password"));
    }

    @Test
    void elementsOfAListOfSecretsKeepTheirValuesWhenTheyChangePlaces() throws IOException {
        save("keys", "a", "b", "c");
        save("keys", SecretText.kept(2), "new", SecretText.kept(0));
        assertEquals(Map.of(PID + "/keys#0", "c", PID + "/keys#1", "new", PID + "/keys#2", "a"), secrets.kept);
        save("keys", SecretText.kept(1));
        assertEquals(Map.of(PID + "/keys#0", "new"), secrets.kept);
        assertArrayEquals(new String[] {SecretStore.REFERENCE}, (String[]) admin.kept.get(PID).get("keys"));
    }

    @Test
    void whatIsNoSettingOfThePageStaysInTheConfiguration() throws IOException {
        admin.kept.put(PID, new HashMap<>(Map.of("later", "kept")));
        save("user", "ann");
        assertEquals("kept", admin.kept.get(PID).get("later"));
        assertEquals("ann", admin.kept.get(PID).get("user"));
    }

    @Test
    void withoutASecretStoreASecretIsRefusedAndNothingIsSaved() {
        Configurations without = new Configurations(admin.service(), Optional.empty());
        Instance instance = new Instance(Optional.of(PID), Map.of("password", List.of("hunter2")));
        assertThrows(IOException.class, () -> without.save(once, instance));
        assertEquals(Map.of(), admin.kept);
    }

    private void save(String id, String... texts) throws IOException {
        Map<String, List<String>> all = new HashMap<>(configurations.load(once).get(0).texts());
        all.put(id, List.of(texts));
        configurations.save(once, new Instance(Optional.of(PID), all));
    }
}
