package org.freshet.storage;

import org.freshet.transport.Fault;

/**
 * Receives the outcome of one operation, exactly once, on any thread. Implementations do not block and do not throw.
 *
 * @param <T> the result
 */
public interface Completion<T> {

    /** It worked. */
    void done(T value);

    /** It did not, and why. */
    void failed(Fault fault);
}
