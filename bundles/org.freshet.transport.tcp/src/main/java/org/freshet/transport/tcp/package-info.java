/**
 * TCP as a {@link org.freshet.transport.StreamTransport}: NIO sockets, or epoll's where the event loop is an epoll loop. What
 * everything else stands on.
 */
package org.freshet.transport.tcp;
