package org.freshet.engine.core.announce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class TrackerAddressTest {

    private static String shown(String url) {
        return new TrackerAddress(url).shown();
    }

    @Test
    void anOrdinaryAddressIsShownAsItIs() {
        assertEquals("udp://tracker.example.org:1337/announce", shown("udp://tracker.example.org:1337/announce"));
        assertEquals("http://[::1]:80/announce.php", shown("http://[::1]:80/announce.php"));
        assertEquals("no address", shown("no address"));
    }

    @Test
    void queryUserAndKeysInThePathAreLeftOut() {
        assertEquals("https://t.example/announce", shown("https://t.example/announce?passkey=0123456789abcdef&x=1"));
        assertEquals("https://t.example/announce", shown("https://me:word@t.example/announce"));
        assertEquals("https://t.example/\u2026/announce", shown("https://t.example/0123456789abcdef0123456789abcdef/announce"));
        assertEquals("https://t.example/announce/\u2026", shown("https://t.example/announce/0123456789abcdef0123456789abcdef"));
    }

    @Test
    void wordsAboutATrackerLoseItsSecrets() {
        TrackerAddress address = new TrackerAddress("https://me:word@t.example/0123456789abcdef0123456789abcdef/announce?key=hidden77");
        for (String words : new String[] {address.url(), "no answer from t.example/0123456789abcdef0123456789abcdef/announce",
            "bad key=hidden77", "https://me:word@t.example was refused"}) {
            String clean = address.withoutSecrets(words);
            assertFalse(clean.contains("0123456789abcdef") || clean.contains("hidden77") || clean.contains("word@"), clean);
        }
        assertEquals("the disk is on fire", address.withoutSecrets("the disk is on fire"));
    }

    @Test
    void aTrackerIsMeantByItsWholeAddressOrByWhatIsShown() {
        TrackerAddress address = new TrackerAddress("https://t.example/announce?passkey=1");
        assertTrue(address.isMeantBy("https://t.example/announce?passkey=1"));
        assertTrue(address.isMeantBy("https://t.example/announce"));
        assertFalse(address.isMeantBy("https://t.example/announce?passkey=2"));
    }
}
