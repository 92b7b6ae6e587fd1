package org.freshet.digest.openssl.internal;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * The SHA-1 functions of OpenSSL's libcrypto, called through Java's foreign function interface. That interface is final since Java 22
 * (JEP 454) while we compile for 21; so it is looked up by name, once, and on an older Java the library counts as missing.
 *
 * <p>Functions and structure: {@code openssl/sha.h}. The functions touch nothing but the memory that they are given, so threads may call
 * them at the same time with states of their own.
 */
final class Libcrypto {
    /** Bytes of a digest. */
    static final int DIGEST = 20;
    /** Bytes of a {@code SHA_CTX}: 24 words of 32 bits. */
    static final int STATE = 96;

    /** What one call may read: the collector waits for calls that see memory of the heap, here for some 40 µs. */
    private static final int CHUNK = 64 << 10;

    private static final String FOREIGN = "java.lang.foreign.";

    private final MethodHandle init;
    private final MethodHandle update;
    private final MethodHandle end;
    private final MethodHandle segment;

    /**
     * Loads the library.
     *
     * @param names its names for the dynamic linker, the best one first
     * @throws UnsupportedOperationException with the reason: none of them is there, or Java is too old
     */
    Libcrypto(List<String> names) {
        try {
            Foreign foreign = new Foreign();
            Object library = foreign.library(names);
            init = foreign.function(library, "SHA1_Init", "ADDRESS").asType(MethodType.methodType(int.class, Object.class));
            update = MethodHandles.filterArguments(foreign.function(library, "SHA1_Update", "ADDRESS", "ADDRESS", "JAVA_LONG"), 1,
                    foreign.segment("ofBuffer", Buffer.class))
                    .asType(MethodType.methodType(int.class, Object.class, ByteBuffer.class, long.class));
            end = MethodHandles.filterArguments(foreign.function(library, "SHA1_Final", "ADDRESS", "ADDRESS"), 0,
                    foreign.segment("ofArray", byte[].class))
                    .asType(MethodType.methodType(int.class, byte[].class, Object.class));
            segment = foreign.segment("ofArray", byte[].class).asType(MethodType.methodType(Object.class, byte[].class));
        } catch (ReflectiveOperationException e) {
            throw new UnsupportedOperationException("this Java cannot call libraries of the system; Java 22 and later can", e);
        }
    }

    /** {@link #STATE} bytes as the other methods take them. */
    Object state(byte[] memory) {
        try {
            return (Object) segment.invokeExact(memory);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** Lets a digest begin. */
    void init(Object state) {
        try {
            check((int) init.invokeExact(state));
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** Feeds the bytes between position and limit of a buffer of any kind, and moves its position to its limit. */
    void update(Object state, ByteBuffer data) {
        int end = data.limit();
        while (data.hasRemaining()) {
            int length = Math.min(CHUNK, data.remaining());
            data.limit(data.position() + length);
            try {
                check((int) update.invokeExact(state, data, (long) length));
            } catch (Throwable e) {
                throw unexpected(e);
            }
            data.position(data.limit()).limit(end);
        }
    }

    /** Ends a digest. */
    void end(byte[] digest, Object state) {
        try {
            check((int) end.invokeExact(digest, state));
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    private static void check(int success) {
        if (success != 1) {
            throw new IllegalStateException("OpenSSL refused to compute a SHA-1");
        }
    }

    private static RuntimeException unexpected(Throwable e) {
        if (e instanceof Error error) {
            throw error;
        }
        return e instanceof RuntimeException known ? known : new IllegalStateException("calling OpenSSL failed", e);
    }

    /** {@code java.lang.foreign}, by name. */
    private static final class Foreign {
        private final Class<?> arena = Class.forName(FOREIGN + "Arena");
        private final Class<?> layout = Class.forName(FOREIGN + "MemoryLayout");
        private final Class<?> segment = Class.forName(FOREIGN + "MemorySegment");
        private final Class<?> descriptor = Class.forName(FOREIGN + "FunctionDescriptor");
        private final Class<?> symbols = Class.forName(FOREIGN + "SymbolLookup");
        private final Class<?> linker = Class.forName(FOREIGN + "Linker");
        private final Class<?> option = Class.forName(FOREIGN + "Linker$Option");

        Foreign() throws ClassNotFoundException {
        }

        Object library(List<String> names) throws ReflectiveOperationException {
            // Unloaded when the last handle to one of its functions is gone.
            Object memory = arena.getMethod("ofAuto").invoke(null);
            for (String name : names) {
                try {
                    return symbols.getMethod("libraryLookup", String.class, arena).invoke(null, name, memory);
                } catch (InvocationTargetException e) {
                    if (!(e.getCause() instanceof IllegalArgumentException)) {
                        throw e;
                    } // else the linker knows no library of this name
                }
            }
            throw new UnsupportedOperationException("there is no OpenSSL library here: " + String.join(", ", names));
        }

        /** A function that returns an int and may be given memory of the heap, since it is soon done and calls nothing back. */
        MethodHandle function(Object library, String name, String... arguments) throws ReflectiveOperationException {
            Optional<?> symbol = (Optional<?>) symbols.getMethod("find", String.class).invoke(library, name);
            Object place = symbol.orElseThrow(() -> new UnsupportedOperationException("the OpenSSL library has no " + name));
            Object layouts = Array.newInstance(layout, arguments.length);
            for (int i = 0; i < arguments.length; i++) {
                Array.set(layouts, i, value(arguments[i]));
            }
            Object type = descriptor.getMethod("of", layout, layouts.getClass()).invoke(null, value("JAVA_INT"), layouts);
            Object options = Array.newInstance(option, 1);
            Array.set(options, 0, option.getMethod("critical", boolean.class).invoke(null, true));
            return (MethodHandle) linker.getMethod("downcallHandle", segment, descriptor, options.getClass())
                    .invoke(linker.getMethod("nativeLinker").invoke(null), place, type, options);
        }

        private static Object value(String layout) throws ReflectiveOperationException {
            return Class.forName(FOREIGN + "ValueLayout").getField(layout).get(null);
        }

        /** What makes a memory segment of an object that holds memory. */
        MethodHandle segment(String method, Class<?> holder) throws ReflectiveOperationException {
            return MethodHandles.publicLookup().findStatic(segment, method, MethodType.methodType(segment, holder));
        }
    }
}
