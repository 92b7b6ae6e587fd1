package org.freshet.tracker.udp.internal;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import org.freshet.discovery.TrackerRoute;
import org.freshet.transport.Fault;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;

/**
 * One announce or scrape: waits for the port, for a connection id, then for the answer, and sends again what stays unanswered.
 * All state belongs to the route's loop; {@link #start}, {@link #abandon} and {@link #result} may be called from any thread.
 *
 * @param <T> what the answer says
 */
final class UdpExchange<T> implements TrackerLink.User, TrackerPort.Transaction {
    private final UdpTrackerUrl url;
    private final Packet<T> packet;
    private final TrackerRoute route;
    private final EventLoop loop;
    private final UdpTrackerClient client;
    private final CompletableFuture<T> result = new CompletableFuture<>();

    private Future<?> timer;
    private TrackerPort port;
    private TrackerLink link;
    private Retransmission sending;
    private Integer transaction;
    private byte[] datagram;
    private long id;
    private boolean freshId;
    private boolean sent;
    private volatile InetSocketAddress address;

    UdpExchange(UdpTrackerUrl url, Packet<T> packet, TrackerRoute route, UdpTrackerClient client) {
        this.url = url;
        this.packet = packet;
        this.route = route;
        this.loop = route.loop();
        this.client = client;
    }

    CompletableFuture<T> result() {
        return result;
    }

    void start() {
        // Whatever ends the exchange, a cancellation by its caller too, ends its timers and its place on the port.
        result.whenComplete((value, failure) -> onLoop(this::release));
        onLoop(this::begin);
    }

    /** The provider goes away. */
    void abandon() {
        result.completeExceptionally(new Fault(Fault.Kind.GONE, "the UDP tracker client was stopped").asException());
    }

    private void onLoop(Runnable task) {
        try {
            loop.execute(task);
        } catch (RejectedExecutionException e) {
            result.completeExceptionally(new Fault(Fault.Kind.GONE, "the event loop is shut down").asException());
        }
    }

    private void begin() {
        if (result.isDone()) {
            return;
        }
        timer = loop.schedule(this::timedOut, Math.max(1, route.timeout().toNanos()), TimeUnit.NANOSECONDS);
        sending = new Retransmission(loop, client.timing().firstRetry(), this::send);
        port = client.port(route);
        port.used(this, this::ready, fault -> fail(fault.kind(), "cannot be asked: " + fault.message()));
    }

    private void timedOut() {
        long millis = route.timeout().toMillis();
        fail(Fault.Kind.TIMEOUT, "did not answer within " + (millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms"));
    }

    private void ready() {
        if (!result.isDone()) {
            link = port.link(url.target());
            link.join(this);
        }
    }

    @Override
    public void linked(boolean fresh) {
        if (result.isDone()) {
            return;
        }
        freshId = fresh;
        sent = false;
        id = link.id();
        address = link.address();
        try {
            forgetTransaction();
            transaction = port.await(this);
        } catch (Fault.FaultException e) {
            fail(e.fault().kind(), "cannot be asked: " + e.getMessage());
            return;
        }
        datagram = packet.encode(id, transaction);
        sending.start();
    }

    @Override
    public void unlinked(Fault.Kind kind, String what) {
        fail(kind, what);
    }

    @Override
    public void refused(ByteBuffer words) {
        fail(Fault.Kind.DENIED, "refused: " + Packet.words(words, url.urlData()));
    }

    private void send() {
        if (!sent || link.isKnown()) {
            sent = true;
            port.send(datagram, address, fault -> fail(fault.kind(), "cannot be reached: " + fault.message()));
        } else {
            sending.stop();
            link.join(this);
        }
    }

    @Override
    public boolean expects(InetSocketAddress from) {
        return from.equals(address);
    }

    @Override
    public void answered(int action, ByteBuffer body, InetSocketAddress from) {
        if (action == Packet.ERROR) {
            if (freshId) {
                refused(body);
            } else {
                // It may have forgotten the id, for instance because it was started anew: once more with a new one.
                sending.stop();
                link.forgetId(id);
                link.join(this);
            }
            return;
        }
        T answer = action == packet.action() ? packet.read(body, from.getAddress()) : null;
        if (answer == null) {
            fail(Fault.Kind.PROTOCOL, "answered nonsense: " + (body.limit() + Packet.ANSWER_HEAD) + " bytes with the action "
                    + action);
        } else {
            result.complete(answer);
        }
    }

    private void fail(Fault.Kind kind, String what) {
        if (!result.isDone()) {
            result.completeExceptionally(url.fault(kind, what));
        }
    }

    private void forgetTransaction() {
        if (transaction != null) {
            port.forget(transaction);
            transaction = null;
        }
    }

    private void release() {
        if (timer != null) {
            timer.cancel(false);
        }
        if (sending != null) {
            sending.stop();
        }
        if (link != null) {
            link.leave(this);
        }
        if (port != null) {
            forgetTransaction();
            port.released(this);
        }
    }
}
