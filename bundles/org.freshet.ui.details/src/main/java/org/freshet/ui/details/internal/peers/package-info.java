/** The Peers view: who is connected, what passes between us, and connecting to somebody by hand. */
package org.freshet.ui.details.internal.peers;
