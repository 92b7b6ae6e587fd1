/**
 * UDP as a {@link org.freshet.transport.DatagramTransport}: ports that several protocols share, told apart by their filters.
 */
package org.freshet.transport.udp;
