/**
 * A storage that keeps each torrent in one file, compressed where that helps. Plain classes that a test makes with {@code new};
 * nothing of OSGi.
 */
package org.example.freshet.pack;
