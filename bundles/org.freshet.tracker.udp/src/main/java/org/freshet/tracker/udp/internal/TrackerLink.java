package org.freshet.tracker.udp.internal;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

import org.freshet.transport.Fault;

/**
 * The connection id of one tracker: asked for when somebody needs it, shared by all who do, forgotten after a minute (BEP 15).
 * Lives on the port's loop.
 */
final class TrackerLink {

    /** Who needs a connection id. */
    interface User {
        /** The link has an id now; {@code fresh} where it was not there before the user asked. */
        void linked(boolean fresh);

        /** @param what to be read after the tracker's name */
        void unlinked(Fault.Kind kind, String what);

        /** The tracker's error. */
        void refused(ByteBuffer words);
    }

    private final TrackerPort port;
    private final InetSocketAddress tracker;
    private final Set<User> users = new LinkedHashSet<>();
    private final Retransmission asking;
    private Connecting connecting;
    private boolean known;
    private long id;
    private long since;
    private InetSocketAddress address;

    TrackerLink(TrackerPort port, InetSocketAddress tracker) {
        this.port = port;
        this.tracker = tracker;
        this.asking = new Retransmission(port.loop(), port.timing().firstRetry(), this::ask);
    }

    /** One question for a connection id. */
    private final class Connecting implements TrackerPort.Transaction {
        private final int transaction;

        Connecting() throws Fault.FaultException {
            transaction = port.await(this);
        }

        @Override
        public boolean expects(InetSocketAddress from) {
            // A name's address is known only to whoever resolved it; the transaction id, which nobody can guess, vouches for it
            // then.
            return tracker.isUnresolved() ? from.getPort() == tracker.getPort() : from.equals(tracker);
        }

        @Override
        public void answered(int action, ByteBuffer body, InetSocketAddress from) {
            if (action == Packet.ERROR) {
                end(user -> user.refused(body.duplicate()));
            } else if (action != Packet.CONNECT || body.remaining() < Long.BYTES) {
                end(user -> user.unlinked(Fault.Kind.PROTOCOL, "answered nonsense when asked for a connection id"));
            } else {
                id = body.getLong();
                known = true;
                since = port.loop().ticker().nanoTime();
                address = from;
                end(user -> user.linked(true));
            }
        }
    }

    /** Whether there is an id that may still be used. */
    boolean isKnown() {
        return known && port.loop().ticker().nanoTime() - since < port.timing().idLifetime().toNanos();
    }

    /** The id, while it {@link #isKnown}. */
    long id() {
        return id;
    }

    /** Where the tracker answered from, and from where alone it may answer on. */
    InetSocketAddress address() {
        return address;
    }

    boolean isIdle() {
        return users.isEmpty() && !isKnown();
    }

    /** Calls {@code user} back, once, unless it leaves before: at once where an id is known. */
    void join(User user) {
        if (isKnown()) {
            user.linked(false);
            return;
        }
        users.add(user);
        if (connecting != null) {
            asking.hurry();
            return;
        }
        try {
            connecting = new Connecting();
        } catch (Fault.FaultException e) {
            end(waiting -> waiting.unlinked(e.fault().kind(), "cannot be asked: " + e.getMessage()));
            return;
        }
        asking.start();
    }

    /** The user waits no more. */
    void leave(User user) {
        if (users.remove(user) && users.isEmpty()) {
            stop();
        }
    }

    /** The tracker did not accept the id. */
    void forgetId(long refused) {
        known = known && id != refused;
    }

    private void ask() {
        port.send(Packet.connect(connecting.transaction), tracker,
                fault -> end(user -> user.unlinked(fault.kind(), "cannot be reached: " + fault.message())));
    }

    private void end(Consumer<User> outcome) {
        stop();
        List<User> told = List.copyOf(users);
        users.clear();
        told.forEach(outcome);
    }

    /** Asks no more. */
    void stop() {
        asking.stop();
        if (connecting != null) {
            port.forget(connecting.transaction);
            connecting = null;
        }
    }
}
