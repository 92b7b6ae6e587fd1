/** Tests of the files view. */
package org.freshet.ui.details.internal.files;
