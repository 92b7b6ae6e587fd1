package org.freshet.transport;

import java.io.IOException;
import java.util.Objects;

/**
 * What went wrong inside a plugin, in plain values. An exception object would keep the plugin's class loader alive after the plugin
 * is gone; a fault keeps nothing.
 *
 * @param kind what a program decides on
 * @param message what a person reads: what failed, with which input, what to do about it; one line, no secret
 */
public record Fault(Kind kind, String message) {

    /** The kinds of fault that a caller treats differently. */
    public enum Kind {
        /** The other side could not be reached: no route, name unknown, connection refused. */
        UNREACHABLE,
        /** Nothing came within the time allowed. */
        TIMEOUT,
        /** The other side broke the protocol or answered nonsense. */
        PROTOCOL,
        /** The other side understood and refused, or credentials are wrong. */
        DENIED,
        /** This provider does not do what was asked. */
        UNSUPPORTED,
        /** An address, port or path is in use or taken. */
        IN_USE,
        /** No space is left, or a quota is used up. */
        FULL,
        /** Something that should be there is not: a file deleted, an object gone. */
        MISSING,
        /** The medium failed: an input or output error. */
        IO,
        /** The provider was stopped, or the caller cancelled. */
        GONE,
        /** A defect in the provider itself. */
        INTERNAL
    }

    public Fault {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(message);
    }

    /** Puts an exception into words; nothing of {@code cause} is kept. */
    public static Fault of(Kind kind, String what, Throwable cause) {
        String why = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return new Fault(kind, what + ": " + why);
    }

    /**
     * The fault that {@code cause} carries, or, for any other exception, one of {@code kind} that says it in words.
     */
    public static Fault from(Throwable cause, Kind kind, String what) {
        Throwable c = cause;
        while (c instanceof java.util.concurrent.CompletionException && c.getCause() != null) {
            c = c.getCause();
        }
        return c instanceof FaultException f ? f.fault() : of(kind, what, c);
    }

    /** This fault as an exception, to fail a future with. */
    public FaultException asException() {
        return new FaultException(this);
    }

    @Override
    public String toString() {
        return message;
    }

    /** Carries a {@link Fault} through a future; has no stack trace and no cause, so it pins no class loader. */
    public static final class FaultException extends IOException {
        private static final long serialVersionUID = 1L;
        private final transient Fault fault;

        FaultException(Fault fault) {
            super(fault.message());
            this.fault = fault;
        }

        /** What went wrong. */
        public Fault fault() {
            return fault;
        }

        @Override
        public synchronized Throwable fillInStackTrace() {
            return this;
        }
    }
}
