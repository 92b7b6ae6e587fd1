/** Tests of the speed view. */
package org.freshet.ui.details.internal.speed;
