/** A storage that keeps torrents in memory. Plain classes that a test makes with {@code new}; nothing of OSGi. */
package org.example.freshet.scratch;
