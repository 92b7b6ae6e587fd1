/** The tracker as a service: {@link org.freshet.discovery.TrackerHost}. */
package org.freshet.tracker.server.internal;
