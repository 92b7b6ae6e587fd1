/** The General view: what a torrent is and how it does, or the sums of several. */
package org.freshet.ui.details.internal.general;
