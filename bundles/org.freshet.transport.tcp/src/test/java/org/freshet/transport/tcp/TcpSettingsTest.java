package org.freshet.transport.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

class TcpSettingsTest {

    @Test
    void whatIsMissingIsAsUsual() {
        TcpSettings before = new TcpSettings(new OutgoingAddress("wg0"), TrafficClass.BULK);
        assertEquals(new TcpSettings.Reading(TcpSettings.USUAL, List.of()), before.read(Map.of()));
    }

    @Test
    void valuesAreReadWhateverTheirCaseAndType() {
        TcpSettings read = TcpSettings.USUAL.read(Map.of("outgoingAddress", " wg0 ", "trafficClass", TrafficClass.BULK)).settings();
        assertEquals(new TcpSettings(new OutgoingAddress("wg0"), TrafficClass.BULK), read);
        assertEquals(TrafficClass.LOWER_EFFORT, TcpSettings.USUAL.read(Map.of("trafficClass", "lower_effort")).settings().trafficClass());
    }

    @Test
    void whatMakesNoSenseStaysAsItWas() {
        TcpSettings before = new TcpSettings(new OutgoingAddress("wg0"), TrafficClass.BULK);
        TcpSettings.Reading reading = before.read(Map.of("outgoingAddress", "my vpn/1", "trafficClass", "fast"));
        assertEquals(before, reading.settings());
        assertEquals(List.of("outgoingAddress", "trafficClass"), reading.wrong());
    }
}
