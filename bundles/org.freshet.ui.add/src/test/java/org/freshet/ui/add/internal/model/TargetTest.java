package org.freshet.ui.add.internal.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TargetTest {
    @TempDir
    Path temp;

    private static Target folder(Object path) {
        return new Target(Target.FILE, path.toString());
    }

    @Test
    void aFolderThatIsNotThereYetIsMadeAndItsUriEndsWithASlash() throws Exception {
        Path folder = temp.resolve("a/b");
        Target.Place.Usable place = assertInstanceOf(Target.Place.Usable.class, folder(folder).look());
        assertFalse(place.exists());
        assertTrue(place.free() > 0);
        assertFalse(Files.exists(folder), "looking makes nothing");
        URI root = folder(folder).make();
        assertTrue(root.toString().endsWith("/a/b/"), root.toString());
        assertTrue(Files.isDirectory(folder));
        assertTrue(assertInstanceOf(Target.Place.Usable.class, folder(folder).look()).exists());
    }

    @Test
    void aFileIsNoFolder() throws Exception {
        Path file = Files.write(temp.resolve("file"), new byte[1]);
        assertInstanceOf(Target.Place.Unusable.class, folder(file).look());
        assertInstanceOf(Target.Place.Unusable.class, folder(file.resolve("below")).look());
    }

    @Test
    void wordsThatAreNoPlaceAreToldWithoutALookAtTheDisk() {
        assertTrue(folder(" ").problem().isPresent());
        assertTrue(folder("relative").problem().isPresent());
        assertTrue(folder("/a\0b").problem().isPresent());
        assertTrue(new Target("mem", "").problem().isPresent());
        assertTrue(new Target("mem", "a b").problem().isPresent());
        assertTrue(folder("~/x").problem().isEmpty());
        assertEquals(Path.of(System.getProperty("user.home"), "x"), folder("~/x").folder());
    }

    @Test
    void otherStoragesTakeAWholeUriOrWhatFollowsTheScheme() throws Exception {
        assertEquals(URI.create("mem:demo"), new Target("mem", "demo").make());
        assertEquals(URI.create("mem:demo"), new Target("mem", " mem:demo ").make());
        assertEquals(-1, assertInstanceOf(Target.Place.Usable.class, new Target("mem", "demo").look()).free());
    }

    @Test
    void thePlacesUsedLastComeFirstAndAreFew() {
        RecentPlaces places = RecentPlaces.of("");
        for (int i = 0; i < 20; i++) {
            places = places.with("/p" + i);
        }
        places = places.with("/p15 ");
        assertEquals(12, places.places().size());
        assertEquals(List.of("/p15", "/p19", "/p18"), places.places().subList(0, 3));
        assertEquals(places, RecentPlaces.of(places.text()));
    }
}
