/** The Speed view: rates over the last minutes and hours, and the recorder that keeps them while the view is hidden. */
package org.freshet.ui.details.internal.speed;
