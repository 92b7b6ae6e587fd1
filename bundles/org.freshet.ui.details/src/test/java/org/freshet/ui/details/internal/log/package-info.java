/** Tests of the log view. */
package org.freshet.ui.details.internal.log;
