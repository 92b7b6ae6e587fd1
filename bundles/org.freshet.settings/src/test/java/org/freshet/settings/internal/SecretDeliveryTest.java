package org.freshet.settings.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.freshet.settings.SecretStore;
import org.junit.jupiter.api.Test;

class SecretDeliveryTest {

    private static final String PID = "org.example.cloud";

    private final Map<String, String> kept = new HashMap<>();
    private final List<String> trouble = new ArrayList<>();
    private final Hashtable<String, Object> properties = new Hashtable<>();

    @Test
    void aReferenceIsReplacedByItsSecretAndNothingElseIsTouched() {
        kept.put(PID + "/password", "hunter2");
        properties.put("password", SecretStore.REFERENCE);
        properties.put("user", "ann");
        properties.put("note", "secret: recipes");
        deliver();
        assertEquals(Map.of("password", "hunter2", "user", "ann", "note", "secret: recipes"), properties);
        assertEquals(List.of(), trouble);
    }

    @Test
    void theElementsOfAListHaveSecretsOfTheirOwn() {
        kept.put(PID + "/keys#0", "one");
        kept.put(PID + "/keys#1", "two");
        properties.put("keys", new String[] {SecretStore.REFERENCE, SecretStore.REFERENCE});
        deliver();
        assertArrayEquals(new String[] {"one", "two"}, (String[]) properties.get("keys"));
    }

    @Test
    void aSecretThatIsNotKeptLeavesNoValueAndIsTold() {
        properties.put("password", SecretStore.REFERENCE);
        deliver();
        assertNull(properties.get("password"));
        assertEquals(1, trouble.size());
        assertTrue(trouble.get(0).contains("password") && trouble.get(0).contains(PID), trouble.get(0));
    }

    @Test
    void aStoreThatCannotBeReadLeavesNoValueAndIsTold() {
        kept.put(PID + "/password", "unreadable");
        properties.put("password", SecretStore.REFERENCE);
        deliver();
        assertNull(properties.get("password"));
        assertTrue(trouble.get(0).contains("out of order"), trouble.get(0));
    }

    private void deliver() {
        new SecretDelivery(new Store(), trouble::add).deliver(PID, properties);
    }

    private final class Store implements SecretStore {
        @Override
        public Optional<String> get(String pid, String attribute) throws IOException {
            String secret = kept.get(pid + "/" + attribute);
            if ("unreadable".equals(secret)) {
                throw new IOException("out of order");
            }
            return Optional.ofNullable(secret);
        }

        @Override
        public void put(String pid, String attribute, String secret) {
            throw new AssertionError("delivery writes nothing");
        }

        @Override
        public void remove(String pid, String attribute) {
            throw new AssertionError("delivery writes nothing");
        }

        @Override
        public void removeAll(String pid) {
            throw new AssertionError("delivery writes nothing");
        }
    }
}
