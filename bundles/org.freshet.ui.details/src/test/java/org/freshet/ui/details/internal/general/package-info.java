/** Tests of the general view. */
package org.freshet.ui.details.internal.general;
