/** Tests of what the detail views share. */
package org.freshet.ui.details.internal;
