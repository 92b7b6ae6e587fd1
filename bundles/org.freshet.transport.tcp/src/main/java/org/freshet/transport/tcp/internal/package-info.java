/** The Declarative Services shell of the TCP transport. */
package org.freshet.transport.tcp.internal;
