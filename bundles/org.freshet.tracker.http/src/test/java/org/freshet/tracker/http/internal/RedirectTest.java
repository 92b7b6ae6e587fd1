package org.freshet.tracker.http.internal;

import static org.freshet.tracker.http.internal.ScriptedServer.body;
import static org.freshet.tracker.http.internal.ScriptedServer.latin;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;

import org.freshet.transport.Fault;
import org.junit.jupiter.api.Test;

/** Trackers that send us elsewhere. */
class RedirectTest extends TrackerFixture {

    private static void redirect(OutputStream out, String location) throws IOException {
        out.write(latin("HTTP/1.1 301 Moved\r\nContent-Length: 99\r\nLocation: " + location + "\r\n\r\n"));
    }

    @Test
    void aRedirectIsFollowedWithTheQueryItGivesOrElseWithOurs() throws Exception {
        ScriptedServer target = serve(body("d8:completei5ee"));
        ScriptedServer full = serve((r, out) -> redirect(out, target.base() + "/b" + r.target()));
        ScriptedServer bare = serve((r, out) -> redirect(out, target.base() + "/c?key2=v"));
        assertEquals(5, announce(full.uri("/announce")).complete());
        assertEquals(5, announce(bare.uri("/announce?passkey=s3cret")).complete());
        assertEquals("/b" + full.requests.getFirst().target(), target.requests.get(0).target());
        assertTrue(target.requests.get(1).target().startsWith("/c?key2=v&info_hash=%00"), target.requests.get(1).target());
        assertFalse(target.requests.get(1).target().contains("passkey"), "the passkey is the first tracker's");
    }

    @Test
    void aRelativeRedirectStaysAtTheSameHost() throws Exception {
        ScriptedServer server = serve((r, out) -> {
            if (r.target().startsWith("/a/announce?")) {
                redirect(out, "../b/announce");
            } else {
                body(MINIMAL).serve(r, out);
            }
        });
        announce(server.uri("/a/announce"));
        assertTrue(server.requests.get(1).target().startsWith("/b/announce?info_hash="));
    }

    @Test
    void thePasswordIsNotToldToTheNextHost() throws Exception {
        ScriptedServer target = serve(body(MINIMAL));
        ScriptedServer first = serve((r, out) -> redirect(out, target.base() + "/announce"));
        announce(URI.create("http://alice:s3cret@127.0.0.1:" + first.port() + "/announce"));
        assertTrue(first.requests.getFirst().headers().containsKey("authorization"));
        assertNull(target.requests.getFirst().headers().get("authorization"));
    }

    @Test
    void aCircleIsNoticed() throws Exception {
        Fault fault = faultOf((r, out) -> redirect(out, r.target().startsWith("/announce") ? "/two" : "/announce"));
        assertEquals(Fault.Kind.PROTOCOL, fault.kind());
        assertEquals("tracker 127.0.0.1:PORT/two redirects in a circle, back to 127.0.0.1:PORT/announce", fault.message());
    }

    @Test
    void aRedirectToItselfIsACircle() throws Exception {
        Fault fault = faultOf((r, out) -> redirect(out, "/announce"));
        assertTrue(fault.message().contains("redirects in a circle"), fault.message());
    }

    @Test
    void theSixthRedirectIsNotFollowed() throws Exception {
        ScriptedServer server = serve((r, out) -> redirect(out, r.target().replaceAll("\\?.*", "x")));
        Fault fault = fault(client.announce(server.uri("/announce"), request(), route(GENEROUS)));
        assertEquals(Fault.Kind.PROTOCOL, fault.kind());
        assertTrue(fault.message().contains("redirects more than 5 times"), fault.message());
        assertEquals(6, server.requests.size());
    }

    @Test
    void onlyWebAddressesAreFollowed() throws Exception {
        for (String elsewhere : new String[] {"ftp://127.0.0.1/announce", "file:///etc/passwd", "http://", "http://h:x/", "::",
                "ht tp://x/"}) {
            Fault fault = faultOf((r, out) -> redirect(out, elsewhere));
            assertEquals(Fault.Kind.PROTOCOL, fault.kind(), elsewhere);
            assertTrue(fault.message().startsWith("tracker 127.0.0.1:PORT/announce redirects to "), fault.message());
        }
    }

    @Test
    void encryptionIsNotGivenUp() throws Exception {
        TrackerUrl secure = TrackerUrl.of(URI.create("https://tracker.example/announce"));
        Fault fault = assertThrows(Fault.FaultException.class, () -> secure.redirected("http://tracker.example/announce"))
                .fault();
        assertEquals(new Fault(Fault.Kind.PROTOCOL, "tracker tracker.example/announce redirects from https to http "
                + "(tracker.example/announce); not followed, it would drop the encryption"), fault);
        assertTrue(TrackerUrl.of(URI.create("http://tracker.example/announce")).redirected("https://tracker.example/a").secure());
    }
}
