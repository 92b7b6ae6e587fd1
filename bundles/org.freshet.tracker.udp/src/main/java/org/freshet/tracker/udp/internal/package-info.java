/**
 * The UDP tracker client (BEP 15, 41). {@link org.freshet.tracker.udp.internal.UdpTrackerClient} is a plain class;
 * {@link org.freshet.tracker.udp.internal.UdpTrackerComponent} offers it as a service. One call is one
 * {@link org.freshet.tracker.udp.internal.UdpExchange}; exchanges share a {@link org.freshet.tracker.udp.internal.TrackerPort},
 * and those with the same tracker share the connection id of a {@link org.freshet.tracker.udp.internal.TrackerLink}.
 */
package org.freshet.tracker.udp.internal;
