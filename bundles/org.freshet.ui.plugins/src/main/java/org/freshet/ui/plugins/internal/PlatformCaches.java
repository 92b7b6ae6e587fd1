package org.freshet.ui.plugins.internal;

import java.lang.reflect.Field;
import java.util.Map;
import java.util.Set;

import org.eclipse.core.expressions.TestExpression;
import org.eclipse.core.runtime.IAdapterFactory;
import org.eclipse.core.runtime.IExtensionDelta;
import org.eclipse.core.runtime.IRegistryChangeEvent;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Platform;
import org.eclipse.core.runtime.Status;
import org.eclipse.e4.core.di.InjectorFactory;
import org.eclipse.ui.statushandlers.StatusManager;

/**
 * Classes that the platform remembers and would keep, with the class loader of a plugin that is long gone: those whose adapters were looked
 * up, those whose properties were tested by an expression, and those whose objects were injected. The caches fill again when they are
 * needed.
 */
final class PlatformCaches {

    private static final String BUNDLE = "org.freshet.ui.plugins";
    /** Of the injector; it has another one, of singletons, which must not be emptied. */
    private static final Set<String> CACHES = Set.of("methodsCache", "fieldsCache", "constructorsCache", "isOverriddenCache");

    private PlatformCaches() {
    }

    /** Empties them. Any thread. */
    static void flush() {
        // Every registration empties the cache of adapters.
        IAdapterFactory nothing = new Nothing();
        Platform.getAdapterManager().registerAdapters(nothing, Nothing.class);
        Platform.getAdapterManager().unregisterAdapters(nothing);
        // A change of the property testers empties that of expressions; there is no other way to it.
        TestExpression.testGetTypeExtensionManager().registryChanged(new TestersChanged());
        flushInjector();
    }

    /** The injector keys its caches weakly by class, and holds the class again by its methods, so that no entry ever goes. */
    private static void flushInjector() {
        Object injector = InjectorFactory.getDefault();
        for (Field field : injector.getClass().getDeclaredFields()) {
            if (Map.class.isAssignableFrom(field.getType()) && CACHES.contains(field.getName())) {
                try {
                    field.setAccessible(true);
                    ((Map<?, ?>) field.get(injector)).clear();
                } catch (ReflectiveOperationException | RuntimeException e) {
                    StatusManager.getManager().handle(new Status(IStatus.WARNING, BUNDLE, field.toString(), e), StatusManager.LOG);
                }
            }
        }
    }

    private static final class Nothing implements IAdapterFactory {
        @Override
        public <T> T getAdapter(Object adaptable, Class<T> type) {
            return null;
        }

        @Override
        public Class<?>[] getAdapterList() {
            return new Class<?>[0];
        }
    }

    private static final class TestersChanged implements IRegistryChangeEvent {
        @Override
        public IExtensionDelta[] getExtensionDeltas() {
            return new IExtensionDelta[1];
        }

        @Override
        public IExtensionDelta[] getExtensionDeltas(String namespace) {
            return new IExtensionDelta[1];
        }

        @Override
        public IExtensionDelta[] getExtensionDeltas(String namespace, String point) {
            return new IExtensionDelta[1];
        }

        @Override
        public IExtensionDelta getExtensionDelta(String namespace, String point, String extension) {
            return null;
        }
    }
}
