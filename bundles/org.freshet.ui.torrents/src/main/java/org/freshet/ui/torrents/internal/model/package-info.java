/**
 * The torrents view without its window: rows, their order, the filter, the hand-over from the engine's threads, texts of cells,
 * and what may be done with a selection. Plain classes that run without a display.
 */
package org.freshet.ui.torrents.internal.model;
