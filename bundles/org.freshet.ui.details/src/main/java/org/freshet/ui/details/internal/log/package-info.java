/** The Log view: what happened to a torrent, the newest visible. */
package org.freshet.ui.details.internal.log;
