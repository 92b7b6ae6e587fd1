package org.freshet.tracker.udp.internal;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

import org.freshet.discovery.TrackerRoute;
import org.freshet.discovery.support.TrackerExchange;
import org.freshet.transport.Fault;

/**
 * One announce or scrape: waits for the port, for a connection id, then for the answer, and sends again what stays unanswered.
 * All state belongs to the route's loop.
 *
 * @param <T> what the answer says
 */
final class UdpExchange<T> extends TrackerExchange<T> implements TrackerLink.User, TrackerPort.Transaction {
    private final UdpTrackerUrl url;
    private final Packet<T> packet;
    private final UdpTrackerClient client;

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
        super(route);
        this.url = url;
        this.packet = packet;
        this.client = client;
    }

    @Override
    protected void ask() {
        sending = new Retransmission(loop(), client.timing().firstRetry(), this::send);
        port = client.port(route());
        port.used(this, this::ready, fault -> fail(fault.kind(), "cannot be asked: " + fault.message()));
    }

    @Override
    protected Fault.FaultException fault(Fault.Kind kind, String what) {
        return url.fault(kind, what);
    }

    private void ready() {
        if (!over()) {
            link = port.link(url.target());
            link.join(this);
        }
    }

    @Override
    public void linked(boolean fresh) {
        if (over()) {
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
            result().complete(answer);
        }
    }

    private void forgetTransaction() {
        if (transaction != null) {
            port.forget(transaction);
            transaction = null;
        }
    }

    @Override
    protected void release() {
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
