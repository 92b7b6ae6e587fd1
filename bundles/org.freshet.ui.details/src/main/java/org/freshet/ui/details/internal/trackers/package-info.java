/** The Trackers view: what each tracker said last, when it is asked next, and adding and removing them. */
package org.freshet.ui.details.internal.trackers;
