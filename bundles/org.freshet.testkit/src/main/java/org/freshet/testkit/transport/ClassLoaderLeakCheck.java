package org.freshet.testkit.transport;

import static org.junit.jupiter.api.Assertions.fail;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;

/**
 * Checks that a plugin can be unloaded: its classes are loaded once more in a class loader of their own, used, and dropped; then
 * the loader must be collected although the threads that served the plugin live on. What keeps it alive in practice: an exception
 * that was kept, a task in a loop's timer, a handler in somebody else's pipeline, a thread-local or per-thread cache.
 */
public final class ClassLoaderLeakCheck {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long MILLIS_BETWEEN_COLLECTIONS = 50;

    private ClassLoaderLeakCheck() {
    }

    /** What the test does with the plugin. It must stop it before it returns, and keep nothing of it. */
    @FunctionalInterface
    public interface Use<T> {
        void accept(T plugin) throws Exception;
    }

    /**
     * Loads {@code implementation} and its neighbours (its package and those below it) anew, makes one by its no-argument
     * constructor, uses it, and asserts that its class loader can be collected.
     *
     * @param api the type that {@code use} sees; from a package that is not reloaded
     */
    public static <T> void assertUnloads(Class<T> api, Class<? extends T> implementation, Use<? super T> use) throws Exception {
        ReferenceQueue<ClassLoader> collected = new ReferenceQueue<>();
        WeakReference<ClassLoader> loader = run(api, implementation, use, collected);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (collected.remove(MILLIS_BETWEEN_COLLECTIONS) != loader) {
            if (System.nanoTime() > deadline) {
                fail("after it was stopped, something still holds a class of " + implementation.getName()
                        + ": its class loader was not collected within " + PATIENCE);
            }
            System.gc();
        }
    }

    /** In a method of its own, so that no local variable outlives it. */
    private static <T> WeakReference<ClassLoader> run(Class<T> api, Class<? extends T> implementation, Use<? super T> use,
            ReferenceQueue<ClassLoader> collected) throws Exception {
        try (Fresh loader = new Fresh(implementation)) {
            Class<?> reloaded = loader.loadClass(implementation.getName());
            if (reloaded == implementation) {
                fail(implementation.getName() + " could not be loaded anew: is it a class of a file or a folder?");
            }
            use.accept(api.cast(reloaded.getDeclaredConstructor().newInstance()));
            return new WeakReference<>(loader, collected);
        }
    }

    /** Defines the plugin's own packages itself and leaves everything else to its parent. */
    private static final class Fresh extends URLClassLoader {
        private final String own;

        Fresh(Class<?> implementation) {
            super("a plugin to be unloaded", new URL[] {implementation.getProtectionDomain().getCodeSource().getLocation()},
                    implementation.getClassLoader());
            this.own = implementation.getPackageName() + ".";
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                if (loaded != null) {
                    return loaded;
                }
                return name.startsWith(own) ? findClass(name) : super.loadClass(name, resolve);
            }
        }
    }
}
