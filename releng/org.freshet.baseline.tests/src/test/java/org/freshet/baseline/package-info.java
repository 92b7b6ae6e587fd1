/** The check of the exported APIs against the last release. */
package org.freshet.baseline;
