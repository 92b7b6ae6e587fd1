package org.freshet.engine.core;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.freshet.transport.Acceptor;
import org.freshet.transport.BindSpec;
import org.freshet.transport.Fault;
import org.freshet.transport.Listener;
import org.freshet.transport.PeerAddress;
import org.freshet.transport.StreamTransport;

import io.netty.channel.Channel;
import io.netty.util.concurrent.Future;

/** The places where a session accepts peers: bound as settings say, and bound anew when a transport comes back. Event loop only. */
final class Listening {

    /** Takes in a connection that a transport accepted. */
    interface Incoming {
        void accepted(Channel channel, PeerAddress from, StreamTransport transport);
    }

    /** One place: bound, failed, or waiting for its transport. */
    private static final class Place {
        private StreamTransport transport;
        private Listener listener;
        private String problem = "";
    }

    private final SessionServices session;
    private final Incoming incoming;
    private Map<URI, Place> places = new LinkedHashMap<>();

    Listening(SessionServices session, Incoming incoming) {
        this.session = session;
        this.incoming = incoming;
    }

    /** Other places from now on; done when they are bound or have failed. */
    CompletionStage<Void> listen(List<URI> wanted) {
        Map<URI, Place> next = new LinkedHashMap<>();
        for (URI uri : wanted) {
            Place kept = places.remove(uri);
            next.put(uri, kept == null ? new Place() : kept);
        }
        places.values().forEach(Listening::close);
        places = next;
        return bindMissing();
    }

    /** Transports came or went. */
    CompletionStage<Void> providersChanged(List<StreamTransport> gone) {
        for (Place p : places.values()) {
            if (p.transport != null && gone.contains(p.transport)) {
                close(p);
                p.listener = null;
                p.transport = null;
            }
        }
        return bindMissing();
    }

    private CompletionStage<Void> bindMissing() {
        List<CompletableFuture<Void>> binding = new ArrayList<>();
        places.forEach((uri, place) -> {
            if (place.listener == null) {
                binding.add(bind(uri, place));
            }
        });
        return CompletableFuture.allOf(binding.toArray(CompletableFuture[]::new));
    }

    private CompletableFuture<Void> bind(URI uri, Place place) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        StreamTransport transport = session.providers().streams().get(uri.getScheme());
        if (uri.getHost() == null || uri.getPort() < 0) {
            place.problem = "\"" + uri + "\" names no host and port to listen on";
            done.complete(null);
            return done;
        }
        if (transport == null) {
            place.problem = "nothing listens on " + uri + ": no transport for \"" + uri.getScheme() + "\" is running";
            done.complete(null);
            return done;
        }
        String host = uri.getHost().startsWith("[") ? uri.getHost().substring(1, uri.getHost().length() - 1) : uri.getHost();
        String path = uri.getPath() == null ? "" : uri.getPath();
        Acceptor acceptor = (channel, from) -> incoming.accepted(channel, from, transport);
        place.transport = transport;
        Future<Listener> bound = session.route().listen(uri.getScheme(),
                new BindSpec(new InetSocketAddress(host, uri.getPort()), path, session.loop()), acceptor);
        bound.addListener(f -> session.loop().execute(() -> {
            if (!f.isSuccess()) {
                place.transport = null;
                place.problem = Fault.from(f.cause(), Fault.Kind.IO, "nothing listens on " + uri).message();
            } else if (places.get(uri) != place || place.transport != transport) {
                bound.getNow().close();
            } else {
                place.listener = bound.getNow();
                place.problem = "";
            }
            done.complete(null);
        }));
        return done;
    }

    /** Where peers can reach us. */
    List<URI> bound() {
        List<URI> bound = new ArrayList<>();
        places.forEach((uri, place) -> {
            if (place.listener != null) {
                String host = uri.getHost();
                bound.add(URI.create(uri.getScheme() + "://" + host + ":" + place.listener.address().getPort()
                        + (uri.getPath() == null ? "" : uri.getPath())));
            }
        });
        return bound;
    }

    /** The port of plain TCP, which is what trackers are told; 0 where there is none. */
    int tcpPort() {
        for (URI uri : bound()) {
            if (uri.getScheme().equals(PeerAddress.TCP)) {
                return uri.getPort();
            }
        }
        return 0;
    }

    /** What keeps peers from reaching us. */
    List<String> problems() {
        return places.values().stream().map(p -> p.problem).filter(p -> !p.isEmpty()).toList();
    }

    private static void close(Place place) {
        if (place.listener != null) {
            place.listener.close();
        }
    }

    void close() {
        places.values().forEach(Listening::close);
        places = new LinkedHashMap<>();
    }

    /** The address that the user listens on, where it is a certain one: connections then leave from it too. */
    static InetAddress ownAddress(List<URI> places) {
        for (URI uri : places) {
            if (uri.getScheme().equals(PeerAddress.TCP) && uri.getHost() != null) {
                InetAddress a = new InetSocketAddress(uri.getHost(), 0).getAddress();
                return a == null || a.isAnyLocalAddress() ? null : a;
            }
        }
        return null;
    }
}
