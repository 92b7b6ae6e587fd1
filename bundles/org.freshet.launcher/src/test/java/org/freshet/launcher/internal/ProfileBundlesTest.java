package org.freshet.launcher.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.freshet.launcher.internal.Installation.Entry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileBundlesTest {

    private static final List<Entry> PRODUCT = List.of(new Entry("reference:file:plugins/org.a_b_1.0.0.x_86.jar", 4, true),
            new Entry("reference:file:plugins/org.a_1.0.0.jar", 4, true), new Entry("reference:file:plugins/org.c_2.0.1.jar", 2, false));

    @TempDir
    Path profile;

    private ProfileBundles read(String... lines) throws IOException {
        Files.createDirectories(profile.resolve("p2"));
        Files.write(profile.resolve("p2/plugins.list"), List.of(lines));
        return ProfileBundles.of(profile);
    }

    @Test
    void aProfileWithoutAListHasTheProductAlone() throws Exception {
        assertEquals(PRODUCT, ProfileBundles.of(profile).appliedTo(PRODUCT));
        assertEquals(PRODUCT, ProfileBundles.none().appliedTo(PRODUCT));
    }

    @Test
    void theListAddsTakesAwayAndStops() throws Exception {
        ProfileBundles bundles = read("# a remark", "plugin\tx\t1", "bundle\tplugins/org.x_1.0.0.jar\t6\tstart",
                "bundle\tplugins/org.y_1.0.0.jar\t4\tstay", "without\torg.a_b", "stopped\torg.x", "stopped\torg.a", "whatever");
        String pool = "reference:file:" + profile.resolve("p2/pool/plugins") + "/";
        assertEquals(List.of(new Entry(PRODUCT.get(1).location(), 4, false), PRODUCT.get(2),
                new Entry(pool + "org.x_1.0.0.jar", 6, false), new Entry(pool + "org.y_1.0.0.jar", 4, false)), bundles.appliedTo(PRODUCT));
        assertTrue(ProfileBundles.isOfProfile(pool + "org.x_1.0.0.jar"));
        assertFalse(ProfileBundles.isOfProfile(PRODUCT.getFirst().location()));
    }

    @Test
    void aDamagedListIsSaidToBeOne() {
        assertTrue(assertThrows(IOException.class, () -> read("bundle\tx.jar\tfour\tstart")).getMessage().contains("x.jar\tfour"));
        assertThrows(IOException.class, () -> read("without"));
    }
}
