/**
 * The HTTP and HTTPS tracker client (BEP 3, 7, 21, 23, 24, 48). {@link org.freshet.tracker.http.internal.HttpTrackerClient} is a
 * plain class; {@link org.freshet.tracker.http.internal.HttpTrackerComponent} offers it as a service. One call is one
 * {@link org.freshet.tracker.http.internal.HttpExchange}: a connection for each hop, a
 * {@link org.freshet.tracker.http.internal.ReplyCollector} at its end, and a reader of the bencoded reply.
 */
package org.freshet.tracker.http.internal;
