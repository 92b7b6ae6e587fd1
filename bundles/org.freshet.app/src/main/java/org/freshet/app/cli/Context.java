package org.freshet.app.cli;

import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * What a command runs in.
 *
 * @param terminal where it writes
 * @param services what it needs of other bundles
 * @param profile the folder of the profile
 * @param stopSignals makes the signal by which the user stops a command; made only by commands that have something to stop
 * @param pace the time, and how to let it pass
 */
record Context(Terminal terminal, Services services, Path profile, Supplier<StopSignal> stopSignals, Pace pace) {
}
