/**
 * Torrents in files on the system's own disks, the scheme {@code file}: positional I/O, sparse files, a part file for bytes
 * nobody asked for, and places in files for {@code sendfile}. The work is done by {@link org.freshet.storage.files.FileStorage}.
 */
package org.freshet.storage.local;
