/** Tests of the shell's parts that need no framework. */
package org.freshet.engine.osgi.internal;
