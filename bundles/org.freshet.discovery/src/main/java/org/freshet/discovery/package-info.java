/**
 * Finding peers: tracker clients, provided as OSGi services. Other ways to find peers (DHT, peer exchange) join this package when
 * their first providers do.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package org.freshet.discovery;
