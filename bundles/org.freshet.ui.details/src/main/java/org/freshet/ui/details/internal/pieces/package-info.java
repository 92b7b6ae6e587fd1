/** The Pieces view: a map of what is had, begun and missing, in patterns, colours and words. */
package org.freshet.ui.details.internal.pieces;
