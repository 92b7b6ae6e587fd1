/** Tests of the peers view. */
package org.freshet.ui.details.internal.peers;
