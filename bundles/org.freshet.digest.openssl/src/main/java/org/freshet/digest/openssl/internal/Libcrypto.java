package org.freshet.digest.openssl.internal;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.ref.Reference;
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

    private static final String FOREIGN = "java.lang.foreign.";

    private final MethodHandle init;
    private final MethodHandle update;
    private final MethodHandle end;
    private final MethodHandle address;

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
            init = foreign.function(library, "SHA1_Init", 1);
            update = foreign.function(library, "SHA1_Update", 3);
            end = foreign.function(library, "SHA1_Final", 2);
            address = foreign.address();
        } catch (ReflectiveOperationException e) {
            throw new UnsupportedOperationException("this Java cannot call libraries of the system; Java 22 and later can", e);
        }
    }

    /** Lets a digest begin in the state that starts at the buffer's position. The buffer is direct and {@link #STATE} bytes long. */
    void init(ByteBuffer state) {
        try {
            check((int) init.invokeExact(address(state)));
        } catch (Throwable e) {
            throw unexpected(e);
        } finally {
            Reference.reachabilityFence(state);
        }
    }

    /** Feeds the bytes between position and limit of a direct buffer, and moves neither. */
    void update(ByteBuffer state, ByteBuffer data) {
        try {
            check((int) update.invokeExact(address(state), address(data), (long) data.remaining()));
        } catch (Throwable e) {
            throw unexpected(e);
        } finally {
            Reference.reachabilityFence(state);
            Reference.reachabilityFence(data);
        }
    }

    /** Ends a digest and writes its {@link #DIGEST} bytes to the position of another direct buffer. */
    void end(ByteBuffer digest, ByteBuffer state) {
        try {
            check((int) end.invokeExact(address(digest), address(state)));
        } catch (Throwable e) {
            throw unexpected(e);
        } finally {
            Reference.reachabilityFence(state);
            Reference.reachabilityFence(digest);
        }
    }

    private long address(ByteBuffer buffer) throws Throwable {
        return (long) address.invokeExact(buffer);
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

    /** {@code java.lang.foreign}, by name. Pointers are passed as 64-bit numbers, which they are wherever these libraries' names are used. */
    private static final class Foreign {
        private final MethodHandles.Lookup lookup = MethodHandles.publicLookup();
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

        /** A function of a number of 64-bit arguments that returns an int. */
        MethodHandle function(Object library, String name, int arguments) throws ReflectiveOperationException {
            Optional<?> symbol = (Optional<?>) symbols.getMethod("find", String.class).invoke(library, name);
            Object place = symbol.orElseThrow(() -> new UnsupportedOperationException("the OpenSSL library has no " + name));
            Object layouts = Array.newInstance(layout, arguments);
            for (int i = 0; i < arguments; i++) {
                Array.set(layouts, i, number("JAVA_LONG"));
            }
            Object type = descriptor.getMethod("of", layout, layouts.getClass()).invoke(null, number("JAVA_INT"), layouts);
            Object options = Array.newInstance(option, 0);
            return (MethodHandle) linker.getMethod("downcallHandle", segment, descriptor, options.getClass())
                    .invoke(linker.getMethod("nativeLinker").invoke(null), place, type, options);
        }

        private Object number(String name) throws ReflectiveOperationException {
            return Class.forName(FOREIGN + "ValueLayout").getField(name).get(null);
        }

        /** Where the position of a direct buffer lies: ByteBuffer to long. */
        MethodHandle address() throws ReflectiveOperationException {
            MethodHandle of = lookup.findStatic(segment, "ofBuffer", MethodType.methodType(segment, Buffer.class));
            MethodHandle place = lookup.findVirtual(segment, "address", MethodType.methodType(long.class));
            return MethodHandles.filterReturnValue(of, place).asType(MethodType.methodType(long.class, ByteBuffer.class));
        }
    }
}
