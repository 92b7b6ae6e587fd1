package org.freshet.engine.osgi.internal;

import java.util.Objects;
import java.util.concurrent.ThreadFactory;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.netty.util.concurrent.ImmediateEventExecutor;

/** Makes the event loop of a session: on epoll where Netty's native transport is installed and works, on NIO elsewhere. */
final class EventLoops {
    private EventLoops() {
    }

    static EventLoopGroup one(String name) {
        // These keep an exception in a static field, which holds every class on the stack they were first used from: here that is ours,
        // later it would be some plugin's.
        Objects.requireNonNull(ImmediateEventExecutor.INSTANCE);
        Objects.requireNonNull(GlobalEventExecutor.INSTANCE);
        ThreadFactory threads = task -> {
            Thread t = new Thread(task, name);
            t.setDaemon(true);
            t.setContextClassLoader(null); // a thread of ours must not keep a plugin's class loader
            return t;
        };
        return new MultiThreadIoEventLoopGroup(1, threads, best());
    }

    private static IoHandlerFactory best() {
        try {
            return Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        } catch (LinkageError notInstalled) { // the import is optional
            return NioIoHandler.newFactory();
        }
    }
}
