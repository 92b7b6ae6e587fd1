package org.freshet.discovery.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

import org.freshet.discovery.TrackerRoute;
import org.freshet.transport.Fault;
import org.freshet.transport.Route;
import org.junit.jupiter.api.Test;

import io.netty.channel.embedded.EmbeddedChannel;

class TrackerExchangeTest {
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final Route nowhere = (Route) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {Route.class},
            (proxy, method, args) -> {
                throw new AssertionError("nobody asked for a route");
            });
    private final TrackerExchanges exchanges = new TrackerExchanges("the test's client");

    private final class Exchange extends TrackerExchange<String> {
        private int asked;
        private int released;

        Exchange() {
            super(new TrackerRoute(nowhere, null, channel.eventLoop(), Duration.ofSeconds(3)));
        }

        @Override
        protected void ask() {
            assertTrue(loop().inEventLoop());
            asked++;
        }

        @Override
        protected void release() {
            released++;
        }

        @Override
        protected Fault.FaultException fault(Fault.Kind kind, String what) {
            return new Fault(kind, "tracker x " + what).asException();
        }
    }

    private Fault fault(CompletableFuture<?> result) {
        CompletionException e = assertThrows(CompletionException.class, result::join);
        return ((Fault.FaultException) e.getCause()).fault();
    }

    private Exchange started() {
        channel.freezeTime();
        Exchange e = new Exchange();
        exchanges.start(e);
        channel.runPendingTasks();
        assertEquals(1, e.asked);
        return e;
    }

    @Test
    void anAnswerEndsItAndLetsGoOfEverythingOnce() {
        Exchange e = started();
        e.result().complete("answer");
        channel.advanceTimeBy(1, TimeUnit.HOURS);
        channel.runPendingTasks();
        assertEquals(1, e.released);
    }

    @Test
    void silenceEndsItInTime() {
        Exchange e = started();
        channel.advanceTimeBy(2999, TimeUnit.MILLISECONDS);
        channel.runPendingTasks();
        assertTrue(!e.result().isDone());
        channel.advanceTimeBy(1, TimeUnit.MILLISECONDS);
        channel.runPendingTasks();
        assertEquals(new Fault(Fault.Kind.TIMEOUT, "tracker x did not answer within 3 s"), fault(e.result()));
        channel.runPendingTasks();
        assertEquals(1, e.released);
    }

    @Test
    void aCallerThatCancelsEndsItToo() {
        Exchange e = started();
        e.result().cancel(false);
        channel.runPendingTasks();
        assertEquals(1, e.released);
    }

    @Test
    void theEndOfTheClientEndsWhatIsUnderWayAndRefusesWhatComes() {
        Exchange e = started();
        exchanges.close();
        assertEquals(Fault.Kind.GONE, fault(e.result()).kind());
        Exchange late = new Exchange();
        exchanges.start(late);
        assertEquals("the test's client was stopped", fault(late.result()).message());
        channel.runPendingTasks();
        assertEquals(0, late.asked);
        assertTrue(exchanges.closed());
    }
}
