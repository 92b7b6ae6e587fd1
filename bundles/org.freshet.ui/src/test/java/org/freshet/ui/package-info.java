/** Tests of what needs no display. */
package org.freshet.ui;
