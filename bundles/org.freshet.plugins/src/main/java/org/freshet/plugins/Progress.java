package org.freshet.plugins;

import org.osgi.annotation.versioning.ConsumerType;

/** Hears how a change goes on, on the thread that makes it, and may end it. */
@ConsumerType
public interface Progress {

    /** Nobody watches. */
    Progress NONE = (what, share) -> true;

    /**
     * Tells what happens now.
     *
     * @param what for people
     * @param share how much is done, 0…1, or negative if it is not known
     * @return whether to go on; {@code false} cancels the change where that is still possible
     */
    boolean at(String what, double share);
}
