/**
 * The Torrents view: a virtual table that is fed from the engine's threads, its filter, its columns, and the commands on what is
 * selected. Everything here runs on the UI thread unless it says otherwise; what can be thought without a window is in {@code
 * model}.
 */
package org.freshet.ui.torrents.internal;
