package org.freshet.storage.nio;

import java.io.Closeable;

import org.freshet.storage.files.RootResolver;

/** Finds and opens file systems. Closing it closes those it opened, whoever still uses them. Thread-safe. */
public interface FileSystemSource extends Closeable {

    /** What one storage uses of the source: its file systems stay open until it is closed. */
    interface Lease extends RootResolver, Closeable {
    }

    /** For one storage. */
    Lease lease();
}
