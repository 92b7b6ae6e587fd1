/**
 * A library for storages that keep a torrent as files on any {@link java.nio.file.FileSystem}: where each file goes, safe
 * opening, a bounded set of open handles, the part file for bytes of unwanted files, and the fence operations. A provider
 * supplies only its scheme and how a URI becomes a path; {@link org.freshet.storage.files.FileStorage} does the rest.
 *
 * <p>Choices made here: files are sparse and grow as they are written, nothing is preallocated; files without a byte are made
 * with the first commit or flush; symlink entries of BEP 47 are not created (a link is not worth a way out of the folder); no
 * symlink is followed as a file, and none as a folder that leads out of the root.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package org.freshet.storage.files;
