package org.freshet.ui.plugins.internal;

import org.eclipse.core.expressions.TestExpression;
import org.eclipse.core.runtime.IAdapterFactory;
import org.eclipse.core.runtime.IExtensionDelta;
import org.eclipse.core.runtime.IRegistryChangeEvent;
import org.eclipse.core.runtime.Platform;

/**
 * Classes that the platform remembers and would keep, with the class loader of a plugin that is long gone: those whose adapters were looked
 * up, and those whose properties were tested by an expression. Both caches fill again when they are needed.
 */
final class PlatformCaches {

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
