package org.freshet.transport.support;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.channels.UnsupportedAddressTypeException;

import org.freshet.transport.Fault;
import org.freshet.transport.Fault.Kind;

import io.netty.channel.ConnectTimeoutException;

/** Puts into words what the system says when a socket cannot be bound or connected. */
public final class SocketFaults {

    private SocketFaults() {
    }

    /**
     * Why {@code at} could not be bound.
     *
     * @param protocol {@code "TCP"} or {@code "UDP"}
     */
    public static Fault bind(String protocol, InetSocketAddress at, Throwable cause) {
        String where = protocol + " port " + at.getPort() + " of " + at.getHostString();
        if (cause instanceof Fault.FaultException f) {
            return f.fault();
        }
        // NIO's BindException and epoll's NativeIoException carry the system's words and nothing else to tell them apart by
        String why = cause.getMessage() == null ? "" : cause.getMessage();
        if (why.contains("in use")) {
            return new Fault(Kind.IN_USE, where + " is in use: choose another port, or stop the program that has it");
        }
        if (why.contains("ermission denied")) {
            return new Fault(Kind.DENIED, where + " may not be used by this user: choose a port from 1024 on");
        }
        if (why.contains("assign requested address") || cause instanceof UnsupportedAddressTypeException) {
            return new Fault(Kind.UNREACHABLE, where + " cannot be bound: " + at.getHostString() + " is no address of this machine");
        }
        return Fault.of(Kind.IO, where + " cannot be bound", cause);
    }

    /**
     * Why a connection did not come about.
     *
     * @param to how the caller calls the other side
     */
    public static Fault connect(String to, Throwable cause) {
        String what = "connection to " + to;
        return switch (cause) {
            case Fault.FaultException f -> f.fault();
            case ConnectTimeoutException e -> new Fault(Kind.TIMEOUT, what + " timed out: the other side does not answer");
            case NoRouteToHostException e -> new Fault(Kind.UNREACHABLE, what + " failed: there is no route to it");
            case UnresolvedAddressException e -> new Fault(Kind.UNREACHABLE, what + " failed: the name is not resolved");
            case UnsupportedAddressTypeException e ->
                    new Fault(Kind.UNREACHABLE, what + " failed: this machine does not speak that kind of address");
            case ConnectException e when says(e, "refused") ->
                    new Fault(Kind.UNREACHABLE, what + " was refused: nothing listens there");
            case ConnectException e -> Fault.of(Kind.UNREACHABLE, what + " failed", e);
            case ClosedChannelException e -> new Fault(Kind.GONE, what + " was given up");
            case IOException e when says(e, "unreachable") -> Fault.of(Kind.UNREACHABLE, what + " failed", e);
            case IOException e when says(e, "assign requested address") ->
                    new Fault(Kind.UNREACHABLE, what + " failed: the address to dial from is not of this machine");
            case IOException e -> Fault.of(Kind.IO, what + " failed", e);
            default -> Fault.of(Kind.INTERNAL, what + " failed", cause);
        };
    }

    private static boolean says(IOException e, String words) {
        return e.getMessage() != null && e.getMessage().contains(words);
    }
}
