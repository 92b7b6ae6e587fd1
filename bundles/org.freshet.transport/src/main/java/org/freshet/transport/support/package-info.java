/**
 * What transports share: looking up names off the event loops, keeping account of what is open, wording of faults. Plain classes
 * for whoever writes a transport; nobody has to use them.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package org.freshet.transport.support;
