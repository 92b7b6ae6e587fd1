/**
 * WebSocket (RFC 6455) as a {@link org.freshet.transport.StreamTransport}: the peer protocol's bytes in binary frames, over
 * whatever the route below carries TCP on. The HTTP upgrade is Netty's codec; the frames are read and written here, as a stream:
 * no frame is ever collected as a whole, however long it claims to be.
 */
package org.freshet.transport.websocket;
