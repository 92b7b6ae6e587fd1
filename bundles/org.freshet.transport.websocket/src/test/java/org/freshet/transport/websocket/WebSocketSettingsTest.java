package org.freshet.transport.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

class WebSocketSettingsTest {
    private final WebSocketSettings before = new WebSocketSettings(7, Set.of("https://a.example"));

    @Test
    void whatIsMissingIsAsUsual() {
        assertEquals(new WebSocketSettings.Reading(WebSocketSettings.USUAL, List.of()), before.read(Map.of()));
    }

    @Test
    void valuesAreReadWhateverTheirType() {
        WebSocketSettings read = before.read(Map.of("pingSeconds", "0", "pages", new String[] {"", " HTTPS://b.example:8443", "*"})).settings();
        assertEquals(new WebSocketSettings(0, Set.of("https://b.example:8443", "*")), read);
        assertEquals(Set.of("https://[::1]:1"), before.read(Map.of("pages", List.of("https://[::1]:1"))).settings().pages());
    }

    @Test
    void whatMakesNoSenseStaysAsItWas() {
        for (String page : new String[] {"example.org", "https://example.org/page", "https://", "https://a b"}) {
            WebSocketSettings.Reading reading = before.read(Map.of("pingSeconds", 3601, "pages", new String[] {"https://x", page}));
            assertEquals(before, reading.settings());
            assertEquals(List.of(new WebSocketSettings.Wrong("pingSeconds", "3601"), new WebSocketSettings.Wrong("pages", page)),
                    reading.wrong());
        }
    }
}
