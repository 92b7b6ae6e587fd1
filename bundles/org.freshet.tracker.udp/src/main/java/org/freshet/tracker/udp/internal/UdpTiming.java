package org.freshet.tracker.udp.internal;

import java.time.Duration;

/**
 * BEP 15's times, which tests shorten.
 *
 * @param firstRetry how long the first datagram may stay unanswered; doubles with every retry
 * @param idLifetime how long a connection id may be used
 * @param portIdle how long a port is kept open that nobody uses; not shorter than {@code idLifetime}, or ids are lost with it
 */
record UdpTiming(Duration firstRetry, Duration idLifetime, Duration portIdle) {
    static final UdpTiming BEP_15 = new UdpTiming(Duration.ofSeconds(15), Duration.ofSeconds(60), Duration.ofSeconds(70));
}
