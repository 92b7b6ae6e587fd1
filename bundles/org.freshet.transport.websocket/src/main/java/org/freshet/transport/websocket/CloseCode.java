package org.freshet.transport.websocket;

/** Why a connection ends (RFC 6455, 7.4.1): the codes that are sent here. */
final class CloseCode {

    static final int NORMAL = 1000;
    static final int PROTOCOL_ERROR = 1002;
    static final int UNSUPPORTED_DATA = 1003;
    static final int INTERNAL_ERROR = 1011;

    private CloseCode() {
    }
}
