package org.freshet.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The desktop application, where it is installed. */
public interface Desktop {

    /**
     * Shows the window of a profile until the user closes it; or has the process do so that shows it already, and returns at once.
     *
     * @param sources what to open in it: absolute paths, magnet links and URLs
     * @return an exit code
     * @throws IOException if the window cannot be shown, with the reason in words
     */
    int run(Path profile, List<String> sources) throws IOException, InterruptedException;
}
