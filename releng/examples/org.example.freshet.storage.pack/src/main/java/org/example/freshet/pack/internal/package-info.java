/** The plugin as OSGi sees it: its component and its settings. */
package org.example.freshet.pack.internal;
