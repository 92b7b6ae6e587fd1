package org.freshet.engine.core.swarm;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import org.freshet.engine.SessionSettings;
import org.freshet.engine.core.SessionServices;
import org.freshet.engine.core.peer.PeerConnection;
import org.freshet.engine.core.peer.PeerConnection.Origin;
import org.freshet.engine.core.peer.PeerEvents;
import org.freshet.engine.core.peer.PeerHandshake;
import org.freshet.engine.core.swarm.Candidates.Candidate;
import org.freshet.metainfo.InfoHashes;
import org.freshet.transport.ConnectRequest;
import org.freshet.transport.PeerAddress;
import org.freshet.transport.StreamTransport;
import org.freshet.wire.Feature;
import org.freshet.wire.Handshake;
import org.freshet.wire.PeerMessage;
import org.freshet.wire.PeerPriority;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.util.concurrent.Future;

/** The peers of one torrent: dials, takes in, keeps, drops. */
public final class Swarm {

    /** Hears of peers that are connected. */
    public interface Events {
        /** A peer's handshake is done; its first messages follow. */
        void connected(PeerConnection peer);
    }

    private static final int MAX_HALF_OPEN = 20;
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final long KEEP_ALIVE = TimeUnit.SECONDS.toNanos(100);
    private static final long SILENCE = TimeUnit.SECONDS.toNanos(180);
    /** A dial of the other side did not begin longer ago when it is through. */
    private static final long CROSSING = TimeUnit.SECONDS.toNanos(30);

    private final SessionServices session;
    private final InfoHashes infoHashes;
    private final byte[] peerId;
    private final PeerEvents peerEvents;
    private final Events events;
    private final Candidates candidates;
    private final Set<PeerConnection> peers = new LinkedHashSet<>();
    private final Map<PeerConnection, Candidate> dialled = new IdentityHashMap<>();
    private final Map<Future<Channel>, StreamTransport> dialling = new LinkedHashMap<>();
    private final Map<StreamTransport, CompletableFuture<Void>> leaving = new IdentityHashMap<>();
    private boolean open = true;

    /** @param peerId our 20 bytes for this torrent */
    public Swarm(SessionServices session, InfoHashes infoHashes, byte[] peerId, PeerEvents peerEvents, Events events) {
        this.session = session;
        this.infoHashes = infoHashes;
        this.peerId = peerId;
        this.peerEvents = peerEvents;
        this.events = events;
        this.candidates = new Candidates(to -> priority(session.externalAddress(), to));
    }

    private static long priority(InetSocketAddress us, InetSocketAddress them) {
        return us == null || us.isUnresolved() || them.isUnresolved()
                || us.getAddress().getClass() != them.getAddress().getClass() ? 0 : PeerPriority.of(us, them);
    }

    /** Connected peers, in the order in which they came. Not to be kept or changed. */
    public Collection<PeerConnection> peers() {
        return peers;
    }

    /** Connected peers, to walk over while some of them may go. */
    public List<PeerConnection> snapshot() {
        return new ArrayList<>(peers);
    }

    /** Addresses known. */
    public int known() {
        return candidates.size();
    }

    /** Makes addresses known and dials, as far as limits allow. */
    public void discovered(Collection<PeerAddress> addresses) {
        for (PeerAddress a : addresses) {
            candidates.add(a, session.now());
        }
        dial();
    }

    private boolean full() {
        SessionSettings s = session.settings();
        return peers.size() + dialling.size() >= s.maxConnectionsPerTorrent() || session.connections().full();
    }

    /** Dials whoever is next, as far as limits allow. */
    public void dial() {
        while (open && dialling.size() < MAX_HALF_OPEN && !full()) {
            Candidate c = candidates.next(session.now());
            if (c == null) {
                return;
            }
            if (holds(c.address) || connectedTo(c.address) && !session.settings().multipleConnectionsPerAddress()) {
                candidates.ended(c, true, session.now());
                continue;
            }
            dial(c);
        }
    }

    private boolean connectedTo(PeerAddress address) {
        return peers.stream().anyMatch(p -> p.origin().address().host().equals(address.host()));
    }

    /** Whether it is a connected peer that listens there, as far as it has said where. */
    private boolean holds(PeerAddress address) {
        return peers.stream().anyMatch(p -> p.origin().address().equals(address) || p.extensions() != null
                && p.extensions().port() == address.port() && p.origin().address().host().equals(address.host()));
    }

    private void dial(Candidate c) {
        StreamTransport transport = session.providers().streams().get(c.address.scheme());
        if (transport == null) {
            candidates.postponed(c, session.now());
            return;
        }
        boolean encrypt = switch (session.settings().encryption()) {
            case OFF -> false;
            case ALLOWED -> c.preferOther();
            case PREFERRED -> !c.preferOther();
            case REQUIRED -> true;
        };
        Attempt attempt = new Attempt(c, transport);
        ChannelHandler pipeline = new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                PeerHandshake.dialled(channel, handshake(), encrypt, session.encryptionPolicy(), attempt);
            }
        };
        InetSocketAddress from = session.dialFrom();
        Future<Channel> connecting = session.route()
                .connect(new ConnectRequest(c.address, from, session.route(), session.loop(), pipeline, CONNECT_TIMEOUT));
        dialling.put(connecting, transport);
        attempt.connecting = connecting;
        connecting.addListener(f -> session.loop().execute(() -> {
            if (!f.isSuccess()) {
                attempt.failed("not reached");
            }
        }));
    }

    /** One dial, from the first packet to the handshake. */
    private final class Attempt implements PeerHandshake.Sink {
        private final Candidate candidate;
        private final StreamTransport transport;
        private final long begun = session.now();
        private Future<Channel> connecting;
        private boolean over;

        Attempt(Candidate candidate, StreamTransport transport) {
            this.candidate = candidate;
            this.transport = transport;
        }

        @Override
        public void shaken(Channel channel, Handshake theirs, boolean encrypted) {
            finish();
            if (!open || !infoHashes.matches(theirs.infoHash())) {
                candidates.ended(candidate, false, session.now());
                channel.close();
                return;
            }
            if (Arrays.equals(theirs.peerId(), peerId)) {
                candidates.forget(candidate.address); // we met ourselves
                channel.close();
                return;
            }
            PeerConnection peer = join(channel, new Origin(candidate.address, false, encrypted, transport), theirs, begun);
            if (peer == null) { // connected already, and did not say that it listens here: then this address is tried ever more seldom
                candidates.ended(candidate, false, session.now());
                channel.close();
            } else {
                dialled.put(peer, candidate);
                events.connected(peer);
            }
        }

        @Override
        public void failed(String why) {
            if (!over) {
                finish();
                candidates.ended(candidate, false, session.now());
                dial();
            }
        }

        private void finish() {
            over = true;
            dialling.remove(connecting);
        }
    }

    /** Our handshake for this torrent. */
    public Handshake handshake() {
        return Handshake.of(infoHashes.primary().truncated(), peerId, Feature.FAST, Feature.EXTENSIONS);
    }

    /** Takes in a peer that dialled us and whose handshake named this torrent, or closes the channel. */
    public void accept(Channel channel, Origin origin, Handshake theirs) {
        boolean self = Arrays.equals(theirs.peerId(), peerId);
        PeerConnection peer = self || !open || candidates.isBanned(origin.address().host()) || full() && !makeRoom()
                ? null : join(channel, origin, theirs, session.now() - CROSSING);
        if (peer == null) {
            channel.close();
            return;
        }
        channel.write(handshake(), channel.voidPromise());
        peer.flushSoon(); // nothing may follow: a peer without extensions, and we have no piece yet
        events.connected(peer);
    }

    /** Drops the peer that is of least use, so that a torrent full of silent peers does not lock others out. */
    private boolean makeRoom() {
        long now = session.now();
        for (PeerConnection p : peers) {
            boolean useless = !p.amInterested() && !p.interested() && now - p.connectedAt() > TimeUnit.SECONDS.toNanos(60);
            if (useless) {
                p.close("another peer needs the place");
                return true;
            }
        }
        return false;
    }

    /**
     * Adds the peer; null where it is connected already.
     *
     * @param begun when the dial began, at the earliest
     */
    private PeerConnection join(Channel channel, Origin origin, Handshake theirs, long begun) {
        for (PeerConnection p : snapshot()) {
            if (!p.channel().isActive()) {
                continue; // it is about to leave
            }
            boolean sameHost = !session.settings().multipleConnectionsPerAddress()
                    && p.origin().address().host().equals(origin.address().host());
            if (Arrays.equals(p.handshake().peerId(), theirs.peerId())) {
                if (!crosses(p, origin.incoming(), begun)) {
                    return null;
                }
                p.close("both sides dialled at the same time, and one connection is enough");
            } else if (sameHost) {
                return null;
            }
        }
        PeerConnection peer = new PeerConnection(channel, origin, theirs, peerEvents, session::now);
        channel.pipeline().addLast(peer);
        peers.add(peer);
        session.connections().opened();
        return peer;
    }

    /**
     * Whether a new connection takes the place of an older one to the same peer: where both sides dialled at the same time, each must
     * keep the same one, and that is the one that the smaller peer id dialled. One that stood already when the dial began stays: the other
     * side may know no such rule and refuse the second, and anybody can claim a peer id.
     */
    private boolean crosses(PeerConnection older, boolean incoming, long begun) {
        boolean theirsIsSmaller = Arrays.compareUnsigned(older.handshake().peerId(), peerId) < 0;
        return older.origin().incoming() != incoming && incoming == theirsIsSmaller && older.connectedAt() - begun >= 0;
    }

    /** A connection is over. */
    public void left(PeerConnection peer) {
        if (!peers.remove(peer)) {
            return;
        }
        session.connections().closed();
        tellLeft();
        Candidate c = dialled.remove(peer);
        if (c != null) {
            boolean useful = peer.down().total() + peer.up().total() > 0 || session.now() - peer.connectedAt() > KEEP_ALIVE;
            candidates.ended(c, useful, session.now());
        }
    }

    /** Sends the peer's host away for good: it sent bad pieces. */
    public void ban(PeerConnection peer, String why) {
        String host = peer.origin().address().host();
        candidates.ban(host);
        for (PeerConnection p : snapshot()) {
            if (p.origin().address().host().equals(host) && (p == peer || !session.settings().multipleConnectionsPerAddress())) {
                p.close(why);
            }
        }
    }

    /** Once a second: keep-alives, silent peers, dialling. */
    public void tick() {
        long now = session.now();
        for (PeerConnection p : snapshot()) {
            if (now - p.lastReceived() > SILENCE) {
                p.close("it was silent for " + TimeUnit.NANOSECONDS.toSeconds(SILENCE) + " s");
            } else if (now - p.lastSent() > KEEP_ALIVE) {
                p.send(PeerMessage.KEEP_ALIVE);
            }
        }
        dial();
    }

    /** Closes the connections that a transport carries which is going away; done when they are over. */
    public CompletionStage<Void> transportGone(StreamTransport transport) {
        Map.copyOf(dialling).forEach((connecting, by) -> {
            if (by == transport) {
                giveUp(connecting);
            }
        });
        CompletableFuture<Void> gone = leaving.computeIfAbsent(transport, t -> new CompletableFuture<>());
        for (PeerConnection p : snapshot()) {
            if (p.origin().transport() == transport) {
                p.close("its transport was stopped");
            }
        }
        tellLeft();
        return gone;
    }

    private void tellLeft() {
        leaving.entrySet().removeIf(e -> peers.stream().noneMatch(p -> p.origin().transport() == e.getKey())
                && e.getValue().complete(null));
    }

    /** Ends a dial, be it under way or past that and waiting for the handshake. */
    private static void giveUp(Future<Channel> connecting) {
        if (!connecting.cancel(false) && connecting.isSuccess()) {
            connecting.getNow().close();
        }
    }

    /** Closes everything; nothing is dialled or taken in any more. */
    public void close(String why) {
        open = false;
        List.copyOf(dialling.keySet()).forEach(Swarm::giveUp);
        snapshot().forEach(p -> p.close(why));
    }

    /** Whether all channels are gone. */
    public boolean isEmpty() {
        return peers.isEmpty();
    }
}
