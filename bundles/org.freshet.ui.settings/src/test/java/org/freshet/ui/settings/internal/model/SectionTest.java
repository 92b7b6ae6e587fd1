package org.freshet.ui.settings.internal.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;

import org.junit.jupiter.api.Test;

class SectionTest {

    @Test
    void theEngineComesFirst() {
        assertEquals(Section.PROGRAM, Section.of("org.freshet.engine", Set.of("org.freshet.engine", "org.freshet.transport")));
        assertEquals(0, Section.PROGRAM.ordinal());
    }

    @Test
    void aProviderIsKnownByTheInterfaceThatItsBundleNeeds() {
        assertEquals(Section.TRANSPORT, Section.of("a", Set.of("org.freshet.transport", "java.util")));
        assertEquals(Section.STORAGE, Section.of("a", Set.of("org.freshet.storage", "org.freshet.metainfo")));
        assertEquals(Section.DISCOVERY, Section.of("a", Set.of("org.freshet.discovery", "org.freshet.metainfo")));
        assertEquals(Section.OTHER, Section.of("a", Set.of()));
    }

    @Test
    void whoUsesTheEngineIsNoProvider() {
        assertEquals(Section.OTHER, Section.of("a", Set.of("org.freshet.engine", "org.freshet.transport")));
    }

    @Test
    void trackersAndStoragesAreWhatTheyAreAlthoughTheyKnowTransports() {
        assertEquals(Section.DISCOVERY, Section.of("a", Set.of("org.freshet.discovery", "org.freshet.transport")));
        assertEquals(Section.STORAGE, Section.of("a", Set.of("org.freshet.storage", "org.freshet.transport")));
    }
}
