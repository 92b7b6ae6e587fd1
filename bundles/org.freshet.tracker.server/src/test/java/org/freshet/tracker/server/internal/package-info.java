/** Tests of the tracker as a service. */
package org.freshet.tracker.server.internal;
