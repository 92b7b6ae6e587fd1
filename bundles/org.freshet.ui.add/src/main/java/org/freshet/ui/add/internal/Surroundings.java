package org.freshet.ui.add.internal;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import org.eclipse.swt.widgets.Display;
import org.freshet.engine.Session;

/** What the dialogs need of the program around them. UI thread unless said otherwise. */
interface Surroundings {

    /** Follows the session; the answer ends it. */
    Ended followSession(Display display, Consumer<Optional<Session>> changed);

    /** The storages that are there, by scheme. */
    List<String> storageSchemes();

    /** What is remembered between two dialogs. */
    Remembered remembered();

    /** The folder that keeps creations which are under way. Any thread. */
    Path creations();

    /** Tells the user of something that went wrong, with what failed and what to do. Any thread. */
    void fault(String message, Throwable cause);

    /** Something that can be ended. */
    @FunctionalInterface
    interface Ended extends AutoCloseable {
        @Override
        void close();
    }

    /** Values by key that last. */
    interface Remembered {
        String get(String key, String otherwise);

        void put(String key, String value);
    }
}
