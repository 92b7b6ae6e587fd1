/** The Declarative Services shell of the UDP transport. */
package org.freshet.transport.udp.internal;
