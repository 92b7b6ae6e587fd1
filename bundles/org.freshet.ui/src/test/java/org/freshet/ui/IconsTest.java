package org.freshet.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.util.Locale;

import org.freshet.engine.TorrentStatus;
import org.junit.jupiter.api.Test;

class IconsTest {

    @Test
    void everyIconHasItsDrawing() {
        for (Icons icon : Icons.values()) {
            String file = "/icons/" + icon.name().toLowerCase(Locale.ROOT).replace('_', '-') + ".svg";
            assertNotNull(Icons.class.getResource(file), file);
        }
    }

    @Test
    void everyStateHasAnIconNamedAfterIt() {
        for (TorrentStatus.State state : TorrentStatus.State.values()) {
            assertEquals("STATE_" + state.name(), Icons.of(state).name());
        }
    }
}
