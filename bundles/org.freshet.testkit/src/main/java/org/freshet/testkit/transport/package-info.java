/**
 * Contract tests of transports, for whoever writes one: subclass {@link org.freshet.testkit.transport.StreamTransportContract},
 * say how to make the transport, and run it with JUnit 5. The classes around it (a route on loopback, an allocator that counts, a
 * check that class loaders go) serve other tests as well.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package org.freshet.testkit.transport;
