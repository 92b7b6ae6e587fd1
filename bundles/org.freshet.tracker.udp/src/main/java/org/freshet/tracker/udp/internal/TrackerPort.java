package org.freshet.tracker.udp.internal;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.freshet.discovery.TrackerRoute;
import org.freshet.transport.BindSpec;
import org.freshet.transport.DatagramPort;
import org.freshet.transport.Fault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;

/**
 * The datagram port that all exchanges of one route and loop share: trackers bind a connection id to the port it was asked from.
 * Holds what waits for an answer and the links to trackers, each bounded. Lives on the loop, except for {@link #close} and the
 * filter, which may be called on another loop where the route shares a port.
 */
final class TrackerPort {
    private static final Logger LOG = LoggerFactory.getLogger(TrackerPort.class);
    private static final int MAX_WAITING = 8192;
    private static final int MAX_LINKS = 512;

    /** Who made this port. */
    interface Owner {
        /** Whether the port may stay open for a while though nobody uses it. */
        boolean keepsUnused();

        void closed(TrackerPort port);
    }

    /** Waits for an answer with a certain transaction id. */
    interface Transaction {
        /** Whether an answer may come from there. Any thread. */
        boolean expects(InetSocketAddress from);

        /**
         * An answer came.
         *
         * @param body what follows action and transaction id
         */
        void answered(int action, ByteBuffer body, InetSocketAddress from);
    }

    private final EventLoop loop;
    private final UdpTiming timing;
    private final Owner owner;
        private final SecureRandom random = new SecureRandom();
    private final Map<Integer, Transaction> waiting = new ConcurrentHashMap<>();
    private final Map<InetSocketAddress, TrackerLink> links = new LinkedHashMap<>(16, 0.75f, true);
    private final Set<Object> users = new HashSet<>();
    private Future<DatagramPort> opening;
    private Future<?> idle;
    private DatagramPort.Registration registration;
    private boolean closed;

    TrackerPort(EventLoop loop, UdpTiming timing, Owner owner) {
        this.loop = loop;
        this.timing = timing;
        this.owner = owner;
    }

    /** Opens the port; once, before anything else. */
    void open(TrackerRoute route) {
        InetSocketAddress local = route.local() == null ? new InetSocketAddress(0) : route.local();
        opening = route.route().datagrams(BindSpec.of(local, loop));
        opening.addListener(opened -> onLoop(() -> {
            if (!opened.isSuccess()) {
                close();
            } else if (closed) {
                opening.getNow().close();
            } else {
                registration = opening.getNow().filter(this::received);
            }
        }));
    }

    EventLoop loop() {
        return loop;
    }

    UdpTiming timing() {
        return timing;
    }

    /** Keeps the port open until {@link #released}. One of the two is called, once, when it is open or could not be opened. */
    void used(Object user, Runnable ready, Consumer<Fault> failed) {
        users.add(user);
        if (idle != null) {
            idle.cancel(false);
            idle = null;
        }
        opening.addListener(opened -> onLoop(() -> {
            if (opened.isSuccess()) {
                ready.run();
            } else {
                failed.accept(Fault.from(opened.cause(), Fault.Kind.IO, "opening a UDP port failed"));
            }
        }));
    }

    /** The user is through with the port. */
    void released(Object user) {
        if (users.remove(user) && users.isEmpty() && !closed) {
            if (owner.keepsUnused()) {
                idle = loop.schedule(this::close, timing.portIdle().toNanos(), TimeUnit.NANOSECONDS);
            } else {
                close();
            }
        }
    }

    /** The link to a tracker, made if there is none. */
    TrackerLink link(InetSocketAddress tracker) {
        TrackerLink link = links.get(tracker);
        if (link == null) {
            forgetIdleLinks();
            link = new TrackerLink(this, tracker);
            links.put(tracker, link);
        }
        return link;
    }

    /** The longest unused ones first; links that somebody waits for are bounded by {@link #MAX_WAITING}. */
    private void forgetIdleLinks() {
        for (Iterator<TrackerLink> oldest = links.values().iterator(); links.size() >= MAX_LINKS && oldest.hasNext();) {
            if (oldest.next().isIdle()) {
                oldest.remove();
            }
        }
    }

    /**
     * Waits for an answer until {@link #forget}.
     *
     * @return the transaction id, which nobody can guess
     * @throws Fault.FaultException {@code FULL} where too many wait already
     */
    int await(Transaction transaction) throws Fault.FaultException {
        if (waiting.size() >= MAX_WAITING) {
            throw new Fault(Fault.Kind.FULL, "more than " + MAX_WAITING + " UDP trackers have not answered yet").asException();
        }
        int id = random.nextInt();
        while (waiting.putIfAbsent(id, transaction) != null) {
            id = random.nextInt();
        }
        return id;
    }

    void forget(int transactionId) {
        waiting.remove(transactionId);
    }

    /** Sends a datagram; {@code failed} is called where that was impossible. */
    void send(byte[] datagram, InetSocketAddress to, Consumer<Fault> failed) {
        opening.getNow().send(Unpooled.wrappedBuffer(datagram), to).addListener(sent -> {
            if (!sent.isSuccess()) {
                Fault fault = Fault.from(sent.cause(), Fault.Kind.UNREACHABLE, "sending failed");
                onLoop(() -> failed.accept(fault));
            }
        });
    }

    private boolean received(ByteBuf data, InetSocketAddress from) {
        if (data.readableBytes() < Packet.ANSWER_HEAD) {
            return false;
        }
        int action = data.getInt(data.readerIndex());
        int id = data.getInt(data.readerIndex() + 4);
        Transaction transaction = waiting.get(id);
        if (transaction == null || !transaction.expects(from)) {
            return false;
        }
        byte[] body = new byte[data.readableBytes() - Packet.ANSWER_HEAD];
        data.getBytes(data.readerIndex() + Packet.ANSWER_HEAD, body);
        if (loop.inEventLoop()) {
            transaction.answered(action, ByteBuffer.wrap(body), from);
        } else {
            onLoop(() -> {
                if (waiting.get(id) == transaction) {
                    transaction.answered(action, ByteBuffer.wrap(body), from);
                }
            });
        }
        return true;
    }

    private void onLoop(Runnable task) {
        if (loop.inEventLoop()) {
            task.run();
            return;
        }
        try {
            loop.execute(task);
        } catch (RejectedExecutionException e) {
            LOG.debug("A UDP tracker's answer came after its event loop had ended");
        }
    }

    /** Gives the port back; those who still use it are told by their own deadlines. Any thread, idempotent. */
    void close() {
        onLoop(() -> {
            if (closed) {
                return;
            }
            closed = true;
            owner.closed(this);
            if (idle != null) {
                idle.cancel(false);
            }
            List.copyOf(links.values()).forEach(TrackerLink::stop);
            waiting.clear();
            if (registration != null) {
                registration.close();
            }
            if (opening.isSuccess()) {
                opening.getNow().close();
            }
        });
    }
}
