/**
 * What the dialogs of this bundle know and decide, without a window: sources, choices, targets, new torrents, the watch folder.
 */
package org.freshet.ui.add.internal.model;
