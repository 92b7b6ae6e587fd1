/**
 * The session as user interfaces, remote control and streaming see it. The {@link org.freshet.engine.Session} is an OSGi service; its
 * methods may be called from any thread, never block, and answer with snapshots and futures. Futures fail with a
 * {@link org.freshet.transport.Fault.FaultException}.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.2.0")
package org.freshet.engine;
