/**
 * The engine as OSGi services: watches transports, storages and tracker clients come and go, hands sessions the snapshot of the moment,
 * and offers the {@link org.freshet.engine.SessionFactory}.
 */
package org.freshet.engine.osgi.internal;
