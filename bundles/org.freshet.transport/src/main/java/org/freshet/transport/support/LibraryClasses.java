package org.freshet.transport.support;

/**
 * Initializes classes of a library on behalf of a plugin. Some libraries keep exceptions in static fields (Netty's HTTP decoder
 * does), and an exception holds every class on the stack that it was made on. A plugin that happens to be the first to use such a
 * class would be held for ever: it names the class here first, in its constructor.
 */
public final class LibraryClasses {

    private LibraryClasses() {
    }

    /**
     * Initializes {@code classes} on a stack that has nothing of the caller, and returns when that is done. Not for an event
     * loop.
     */
    public static void initialize(Class<?>... classes) {
        Class<?>[] named = classes.clone();
        Thread thread = Thread.ofPlatform().daemon().name("initializing library classes").unstarted(() -> initializeAll(named));
        thread.setContextClassLoader(LibraryClasses.class.getClassLoader());
        thread.start();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void initializeAll(Class<?>[] classes) {
        for (Class<?> type : classes) {
            try {
                Class.forName(type.getName(), true, type.getClassLoader());
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException("a class that is loaded cannot be found by its own loader: " + type, e);
            }
        }
    }
}
