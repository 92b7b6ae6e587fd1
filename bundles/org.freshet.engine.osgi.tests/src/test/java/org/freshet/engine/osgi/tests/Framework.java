package org.freshet.engine.osgi.tests;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.Filter;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.util.tracker.ServiceTracker;

/** The running framework, as the tests handle it. */
final class Framework {
    private static final long DEADLINE_MS = 60_000;
    private final BundleContext context = FrameworkUtil.getBundle(Framework.class).getBundleContext();

    <T> T service(Class<T> type) throws InterruptedException {
        return service(type, Constants.OBJECTCLASS + "=*");
    }

    /** @param property what the service says of itself, as in a filter: {@code name=value} */
    <T> T service(Class<T> type, String property) throws InterruptedException {
        Filter filter;
        try {
            filter = context.createFilter("(&(" + Constants.OBJECTCLASS + "=" + type.getName() + ")(" + property + "))");
        } catch (InvalidSyntaxException e) {
            throw new IllegalArgumentException(e);
        }
        ServiceTracker<T, T> tracker = new ServiceTracker<>(context, filter, null);
        tracker.open();
        try {
            T service = tracker.waitForService(DEADLINE_MS);
            assertNotNull(service, () -> "no service " + filter + "; bundles: " + List.of(context.getBundles()));
            return service;
        } finally {
            tracker.close();
        }
    }

    Bundle bundle(String name) {
        for (Bundle b : context.getBundles()) {
            if (b.getSymbolicName().equals(name)) {
                return b;
            }
        }
        return fail("bundle " + name + " is not installed");
    }

    /** Gives a stopped bundle a class loader of its own anew; the old one should go. */
    WeakReference<ClassLoader> refresh(Bundle bundle) throws InterruptedException {
        WeakReference<ClassLoader> old = new WeakReference<>(bundle.adapt(BundleWiring.class).getClassLoader());
        CountDownLatch refreshed = new CountDownLatch(1);
        context.getBundle(0).adapt(FrameworkWiring.class).refreshBundles(List.of(bundle), e -> refreshed.countDown());
        assertTrue(refreshed.await(DEADLINE_MS, TimeUnit.MILLISECONDS), "the framework did not refresh " + bundle);
        return old;
    }

    void start(Bundle bundle) throws BundleException {
        bundle.start();
    }

    /** Waits for a condition; what is waited for is named where it does not come. */
    static void await(Supplier<String> what, BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(DEADLINE_MS);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                fail("waited in vain for " + what.get());
            }
            TimeUnit.MILLISECONDS.sleep(5); // between two looks at the condition
        }
    }

    static void awaitCollected(WeakReference<?> reference, String what) throws InterruptedException {
        await(() -> what + " to be collected", () -> {
            System.gc();
            return reference.refersTo(null);
        });
    }
}
