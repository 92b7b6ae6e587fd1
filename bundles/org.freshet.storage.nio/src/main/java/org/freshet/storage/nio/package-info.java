/**
 * Torrents on any {@link java.nio.file.FileSystem}: {@code mem:name} in memory, {@code nio:URI} wherever a file system provider
 * of the Java runtime leads. The work is done by {@link org.freshet.storage.files.FileStorage}.
 */
package org.freshet.storage.nio;
