/** Tests of the main class's parts that need no framework. */
package org.freshet.launcher.internal;
