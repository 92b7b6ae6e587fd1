package org.freshet.storage.files;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/** Turns the URI of a root into a folder; asked when a storage is opened and when it moves. */
@FunctionalInterface
public interface RootResolver {

    /**
     * The folder, which need not exist.
     *
     * @throws IOException a {@link org.freshet.transport.Fault.FaultException} with a message for people where the URI makes no
     *     sense
     */
    Path resolve(URI root) throws IOException;
}
