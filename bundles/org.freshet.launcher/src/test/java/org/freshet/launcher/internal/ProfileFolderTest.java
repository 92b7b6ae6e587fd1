package org.freshet.launcher.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProfileFolderTest {

    private final ProfileFolder plain = new ProfileFolder(Map.of(), "/home/ann");

    @Test
    void withoutAnOptionItIsInTheUsersDataFolder() {
        assertEquals(Path.of("/home/ann/.local/share/freshet"), plain.of(new String[] {"download", "a.torrent"}));
        assertEquals(Path.of("/root/.local/share/freshet"), new ProfileFolder(Map.of("HOME", "/root"), "/home/ann").of(new String[0]));
        assertEquals(Path.of("/data/freshet"), new ProfileFolder(Map.of("XDG_DATA_HOME", "/data"), "/home/ann").of(new String[0]));
    }

    @Test
    void aRelativeDataFolderIsIgnoredAsTheSpecificationTells() {
        assertEquals(Path.of("/home/ann/.local/share/freshet"),
                new ProfileFolder(Map.of("XDG_DATA_HOME", "data"), "/home/ann").of(new String[0]));
    }

    @Test
    void bothFormsOfTheOptionAreUnderstoodAndTheLastOneCounts() {
        assertEquals(Path.of("/p"), plain.of(new String[] {"--profile", "/p", "seed"}));
        assertEquals(Path.of("/q"), plain.of(new String[] {"--profile", "/p", "seed", "--profile=/q"}));
    }

    @Test
    void whatFollowsTwoDashesIsNoOption() {
        assertEquals(Path.of("/home/ann/.local/share/freshet"), plain.of(new String[] {"show", "--", "--profile=/p"}));
    }

    @Test
    void anOptionWithoutItsValueIsLeftToTheApplicationToRefuse() {
        assertEquals(Path.of("/home/ann/.local/share/freshet"), plain.of(new String[] {"--profile"}));
    }
}
