package org.freshet.engine.osgi.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.Security;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

import org.freshet.testkit.conditions.Needs;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;

/** The bundle that hashes by OpenSSL stops and starts, twenty times: Java takes over, and nothing of the bundle stays in memory. */
class DigestProviderTest {
    private static final int TIMES = 20;
    private static final String BUNDLE = "org.freshet.digest.openssl";

    private final Framework framework = new Framework();

    /** Hashes the standard's example and says who did it. */
    private static String hashedBy() throws Exception {
        MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
        byte[] digest = sha1.digest("abc".getBytes(StandardCharsets.US_ASCII));
        assertEquals("a9993e364706816aba3e25717850c26c9cd0d89d", HexFormat.of().formatHex(digest));
        return sha1.getProvider().getName();
    }

    @Test
    void javaHashesWhileTheBundleIsStoppedAndNothingOfItIsLeft() throws Exception {
        Needs.ofMachine(Runtime.version().feature() >= 22, "Java 22 or later");
        Bundle bundle = framework.bundle(BUNDLE);
        List<WeakReference<ClassLoader>> old = new ArrayList<>();
        for (int i = 0; i < TIMES; i++) {
            Framework.await(() -> "the provider of " + BUNDLE, () -> Security.getProvider("Freshet-OpenSSL") != null);
            assertEquals("Freshet-OpenSSL", hashedBy());
            bundle.stop();
            assertEquals("SUN", hashedBy());
            old.add(framework.refresh(bundle));
            bundle.start();
        }
        for (int i = 0; i < TIMES; i++) {
            Framework.awaitCollected(old.get(i), "class loader " + i + " of " + BUNDLE);
        }
    }
}
