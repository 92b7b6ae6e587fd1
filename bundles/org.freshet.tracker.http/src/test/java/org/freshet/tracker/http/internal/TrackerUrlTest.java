package org.freshet.tracker.http.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.net.URI;

import org.junit.jupiter.api.Test;

class TrackerUrlTest {

    private static TrackerUrl url(String text) throws Exception {
        return TrackerUrl.of(URI.create(text));
    }

    @Test
    void defaultPortsAndPathsAreFilledIn() throws Exception {
        assertEquals(80, url("http://h").port());
        assertEquals(443, url("HTTPS://h").port());
        assertEquals("/?q=1", url("http://h").target("q=1"));
        assertEquals("/a?x&q=1", url("http://h:/a?x").target("q=1"));
        assertEquals("h:443", url("http://h:443/").authority());
        assertEquals("[::1]:8080", url("http://[::1]:8080/a").authority());
        assertEquals("::1", url("http://[::1]:8080/a").host());
    }

    @Test
    void unusualNamesAreTaken() throws Exception {
        assertEquals("my_tracker.example", url("http://my_tracker.example:81/a").host());
        assertEquals("xn--bcher-kva.example", url("http://b\u00fccher.example/a").host());
        assertEquals("/%C3%BC?%C3%A4=b&q", url("http://h/\u00fc?\u00e4=b").target("q"));
    }

    @Test
    void itsTextHoldsNoSecret() throws Exception {
        String text = url("https://user:word@tracker.example:8443/a1b2c3d4e5f60718293a4b5c6d7e8f90/announce?passkey=abcdef")
                .toString();
        assertEquals("tracker.example:8443/…/announce", text);
        assertEquals("tracker.example/plain/announce.php", url("http://tracker.example/plain/announce.php").toString());
        assertFalse(url("http://h/announce?authkey=0123456789").quotable("bad key 0123456789").contains("0123"));
    }
}
