/** Tests of the Declarative Services shell. */
package org.freshet.transport.tcp.internal;
