/** Tests of the pieces view. */
package org.freshet.ui.details.internal.pieces;
