package org.freshet.transport.tcp.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.freshet.settings.SettingsProblem;
import org.junit.jupiter.api.Test;

class TcpSettingsCheckTest {
    private final TcpSettingsCheck check = new TcpSettingsCheck();

    @Test
    void whatIsWrongIsSaidInThePersonsLanguage() {
        Map<String, Object> values = Map.of("outgoingAddress", "a b", "trafficClass", "NORMAL");
        assertEquals(List.of(new SettingsProblem("outgoingAddress",
                "\"a b\" is neither an IP address nor the name of a network interface")), check.check(values, Locale.ENGLISH));
        assertEquals(List.of(new SettingsProblem("outgoingAddress",
                "\u201ea b\u201c ist weder eine IP-Adresse noch der Name einer Netzwerkschnittstelle")), check.check(values, Locale.GERMAN));
        assertEquals(List.of(), check.check(Map.of("outgoingAddress", "10.8.0.2"), Locale.ENGLISH));
    }
}
