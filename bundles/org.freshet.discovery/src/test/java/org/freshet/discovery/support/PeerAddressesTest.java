package org.freshet.discovery.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;

import org.junit.jupiter.api.Test;

class PeerAddressesTest {

    private static boolean taken(String literal, int port) throws Exception {
        return PeerAddresses.of(InetAddress.getByName(literal).getAddress(), port).isPresent();
    }

    @Test
    void aPeerThatCanBeDialledIsTaken() throws Exception {
        assertTrue(taken("192.0.2.1", 1) && taken("127.0.0.1", 65535) && taken("2001:db8::1", 6881));
        assertEquals("192.0.2.1", PeerAddresses.of(new byte[] {(byte) 192, 0, 2, 1}, 7).orElseThrow().host());
    }

    @Test
    void whereNobodyCanBeIsLeftOut() throws Exception {
        for (String nobody : new String[] {"0.0.0.0", "0.1.2.3", "224.0.0.1", "240.0.0.1", "255.255.255.255", "::", "ff02::1"}) {
            assertTrue(!taken(nobody, 6881), nobody);
        }
        assertTrue(!taken("192.0.2.1", 0) && !taken("192.0.2.1", 65536) && !taken("192.0.2.1", -1));
    }

    @Test
    void whatIsNoAddressIsTheCallersError() {
        assertThrows(IllegalArgumentException.class, () -> PeerAddresses.of(new byte[5], 1));
    }
}
