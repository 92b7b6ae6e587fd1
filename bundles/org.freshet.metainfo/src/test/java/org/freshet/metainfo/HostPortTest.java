package org.freshet.metainfo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostPortTest {
    @ParameterizedTest
    @ValueSource(strings = {"example.org:80", "127.0.0.1:1", "[::1]:65535", "[fe80::1%eth0]:6881", "localhost:6881"})
    void whatIsReadIsWrittenTheSame(String text) {
        assertEquals(text, HostPort.parse(text).toString());
    }

    @Test
    void bracketsAreNoPartOfTheHost() {
        assertEquals(new HostPort("::1", 80), HostPort.parse("[::1]:80"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "host", "host:", ":80", "::1:80", "host:0", "host:65536", "host:-1", "host:+1",
        "host:99999999999", "[host]:80", "[]:80", "[::1:80", "::1]:80", "[::1]", "ho st:80", "ho\nst:80", "a/b:80",
        "user@host:80", "host:8\u0660"})
    void whatIsNeitherIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> HostPort.parse(text));
    }
}
