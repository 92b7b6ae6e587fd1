package org.freshet.transport.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.freshet.transport.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.netty.util.concurrent.DefaultEventExecutor;
import io.netty.util.concurrent.Future;

class NameLookupTest {

    private final DefaultEventExecutor executor = new DefaultEventExecutor();

    @AfterEach
    void stop() {
        executor.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    @Test
    void addressesAndLiteralsAreAnsweredAtOnce() throws Exception {
        InetSocketAddress resolved = new InetSocketAddress("127.0.0.1", 80);
        assertEquals(List.of(resolved), atOnce(resolved));
        assertEquals(List.of(resolved), atOnce(InetSocketAddress.createUnresolved("127.0.0.1", 80)));
        assertEquals(List.of(new InetSocketAddress(InetAddress.getByName("2001:db8::1"), 6881)),
                atOnce(InetSocketAddress.createUnresolved("2001:db8::1", 6881)));
    }

    @Test
    void aNameIsLookedUpOffTheExecutor() throws Exception {
        Future<List<InetSocketAddress>> lookup = executor.submit(() -> {
            Future<List<InetSocketAddress>> found = NameLookup.lookup(InetSocketAddress.createUnresolved("localhost", 80), executor);
            assertFalse(found.isDone() && !found.isSuccess());
            return found;
        }).sync().getNow().sync();
        assertTrue(lookup.getNow().stream().allMatch(a -> a.getAddress().isLoopbackAddress() && a.getPort() == 80));
        assertFalse(lookup.getNow().isEmpty());
    }

    @Test
    void anUnknownNameIsUnreachable() throws Exception {
        Future<?> lookup = NameLookup.lookup(InetSocketAddress.createUnresolved("nobody.invalid", 80), executor);
        assertTrue(lookup.await(30, TimeUnit.SECONDS));
        Fault fault = assertInstanceOf(Fault.FaultException.class, lookup.cause()).fault();
        assertEquals(Fault.Kind.UNREACHABLE, fault.kind());
        assertTrue(fault.message().contains("nobody.invalid"), fault.message());
    }

    private List<InetSocketAddress> atOnce(InetSocketAddress host) {
        Future<List<InetSocketAddress>> lookup = NameLookup.lookup(host, executor);
        assertTrue(lookup.isSuccess());
        return lookup.getNow();
    }
}
