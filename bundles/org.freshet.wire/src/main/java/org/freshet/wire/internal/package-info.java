/** What the codec and MSE share and nobody else needs. */
package org.freshet.wire.internal;
