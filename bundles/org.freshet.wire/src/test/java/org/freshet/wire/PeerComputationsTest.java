package org.freshet.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What both ends of a connection must compute alike, against the examples of the BEPs. */
class PeerComputationsTest {
    @Test
    void theAllowedFastSetIsTheOneOfBep6() throws Exception {
        Inet4Address peer = (Inet4Address) InetAddress.getByName("80.4.4.200");
        byte[] infoHash = HexFormat.of().parseHex("aa".repeat(20));

        assertArrayEquals(new int[] {1059, 431, 808, 1217, 287, 376, 1188}, AllowedFastSet.of(peer, infoHash, 1313, 7));
        assertArrayEquals(new int[] {1059, 431, 808, 1217, 287, 376, 1188, 353, 508},
                AllowedFastSet.of(peer, infoHash, 1313, 9));
    }

    @Test
    void theAllowedFastSetOfASmallTorrentIsAllOfIt() throws Exception {
        Inet4Address peer = (Inet4Address) InetAddress.getByName("80.4.4.200");

        int[] set = AllowedFastSet.of(peer, new byte[20], 4, AllowedFastSet.SIZE);
        Arrays.sort(set);
        assertArrayEquals(new int[] {0, 1, 2, 3}, set);
        assertEquals(0, AllowedFastSet.of(peer, new byte[20], 0, AllowedFastSet.SIZE).length);
    }

    @Test
    void prioritiesAreThoseOfBep40() throws Exception {
        assertEquals(0xec2d7224L, priority("123.213.32.10", "98.76.54.32"));
        assertEquals(0xec2d7224L, priority("98.76.54.32", "123.213.32.10"));
        assertEquals(0x99568189L, priority("123.213.32.10", "123.213.32.234"));
    }

    @Test
    void nearerAddressesAreMaskedLess() throws Exception {
        assertEquals(crc("e60c1701" + "e60c7b01"), priority("230.12.23.1", "230.12.123.3"));
        assertEquals(crc("e60c5101" + "e6781501"), priority("230.120.23.1", "230.12.123.3"));
        assertEquals(crc("20010db80001" + "00".repeat(9) + "01" + "20010db80002" + "00".repeat(9) + "01"),
                priority("2001:db8:2::ab", "2001:db8:1::3"));
        assertEquals(crc("20010db8000101" + "00".repeat(9) + "20010db8000102" + "00".repeat(9)),
                priority("2001:db8:1:100::", "2001:db8:1:200::"));
    }

    @Test
    void ofOneHostThePortsDecide() throws Exception {
        InetAddress host = InetAddress.getByName("230.12.123.3");

        assertEquals(crc("012c04d2"), PeerPriority.of(new InetSocketAddress(host, 0x4d2), new InetSocketAddress(host, 0x12c)));
    }

    @Test
    void aPriorityAcrossFamiliesIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> priority("1.2.3.4", "::2"));
    }

    @ParameterizedTest
    @CsvSource({"-TR3000-, Transmission 3.00", "-TR2940-, Transmission 2.94", "-TR4050-, Transmission 4.0.5",
        "-LT2080-, libtorrent 2.0.8", "-LT20B0-, libtorrent 2.0.11", "-lt0D80-, rTorrent 0.13.8", "A2-1-36-0-, aria2 1.36.0",
        "-qB4520-, qBittorrent 4.5.2", "-UT355W-, uTorrent 3.5.5", "-DE211s-, Deluge 2.1.1", "-DE13F0-, Deluge 1.3.15",
        "-AZ5771-, Vuze 5.7.7.1", "-WW0208-, WebTorrent 2.8", "-FR0100-, Freshet 0.1.0", "M7-10-5-, BitTorrent 7.10.5",
        "-ZZ1234-, unknown (ZZ) 1.2.3.4", "-FR01, unknown", "nothing at all, unknown"})
    void aPeerIdTellsItsClient(String id, String client) {
        byte[] bytes = Arrays.copyOf(id.getBytes(StandardCharsets.US_ASCII), 20);

        assertEquals(client, PeerIds.client(bytes));
    }

    @Test
    void noPeerIdBreaksTheParserOrSmugglesControls() {
        Random random = new Random(3);
        for (int round = 0; round < 20_000; round++) {
            byte[] id = "-TR3000-............".getBytes(StandardCharsets.US_ASCII);
            id[random.nextInt(8)] = (byte) random.nextInt(256);
            id[random.nextInt(8)] = (byte) random.nextInt(256);
            assertTrue(PeerIds.client(id).chars().allMatch(c -> c >= 0x20 && c < 0x7F));
        }
    }

    @Test
    void ourPeerIdsBeginAlikeAndDiffer() {
        Random random = new Random(1);
        byte[] one = PeerIds.generate(random);
        byte[] other = PeerIds.generate(random);

        assertEquals(20, one.length);
        assertEquals("-FR0100-", new String(one, 0, 8, StandardCharsets.US_ASCII));
        assertNotEquals(Arrays.toString(one), Arrays.toString(other));
    }

    private static long priority(String one, String other) throws Exception {
        return PeerPriority.of(new InetSocketAddress(InetAddress.getByName(one), 1),
                new InetSocketAddress(InetAddress.getByName(other), 2));
    }

    private static long crc(String hex) {
        CRC32C crc = new CRC32C();
        crc.update(HexFormat.of().parseHex(hex));
        return crc.getValue();
    }
}
