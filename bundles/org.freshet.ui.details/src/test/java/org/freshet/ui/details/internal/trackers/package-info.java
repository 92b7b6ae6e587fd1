/** Tests of the trackers view. */
package org.freshet.ui.details.internal.trackers;
