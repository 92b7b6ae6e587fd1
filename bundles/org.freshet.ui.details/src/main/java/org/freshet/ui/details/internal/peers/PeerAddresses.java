package org.freshet.ui.details.internal.peers;

import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

import org.freshet.metainfo.HostPort;
import org.freshet.transport.PeerAddress;
import org.freshet.ui.details.internal.EntryDialog.Entry;
import org.freshet.ui.details.internal.Messages;
import org.freshet.ui.details.internal.Texts;

/** Reads addresses of peers that a person typed, and sorts addresses. Pure functions. */
final class PeerAddresses {
    private static final String SCHEME_END = "://";
    private static final int MOST = 200;

    private PeerAddresses() {
    }

    /** By host as numbers where it is an IPv4 address, else as words; then by port. */
    static final Comparator<PeerAddress> ORDER = Comparator.comparing((PeerAddress a) -> sortable(a.host()))
            .thenComparingInt(PeerAddress::port).thenComparing(PeerAddress::scheme);

    /** Addresses, separated by white space or commas: {@code host:port}, {@code [v6]:port} or {@code ws://host:port/path}. */
    static Entry<List<PeerAddress>> parse(String text) {
        List<PeerAddress> peers = new ArrayList<>();
        for (String word : text.strip().split("[\\s,;]+")) {
            if (word.isEmpty()) {
                continue;
            }
            try {
                peers.add(word.contains(SCHEME_END) ? ofUri(word) : ofHost(word));
            } catch (IllegalArgumentException | URISyntaxException e) {
                return Entry.wrong(Texts.of(Messages.peers_bad, word));
            }
        }
        if (peers.isEmpty()) {
            return Entry.wrong(Messages.peers_hint);
        }
        return peers.size() > MOST ? Entry.wrong(Texts.of(Messages.peers_many, MOST)) : Entry.of(peers);
    }

    private static PeerAddress ofHost(String word) {
        HostPort place = HostPort.parse(word);
        return PeerAddress.tcp(place.host(), place.port());
    }

    private static PeerAddress ofUri(String word) throws URISyntaxException {
        URI uri = new URI(word);
        if (uri.getRawAuthority() == null || uri.getScheme() == null) {
            throw new URISyntaxException(word, "no host");
        }
        HostPort place = HostPort.parse(uri.getRawAuthority());
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        return new PeerAddress(uri.getScheme().toLowerCase(Locale.ROOT), InetSocketAddress.createUnresolved(place.host(),
                place.port()),
                uri.getRawQuery() == null ? path : path + '?' + uri.getRawQuery());
    }

    private static String sortable(String host) {
        if (!host.matches("\\d{1,3}(\\.\\d{1,3}){3}")) {
            return host;
        }
        StringBuilder padded = new StringBuilder();
        for (String number : host.split("\\.")) {
            padded.append("0".repeat(3 - number.length())).append(number).append('.');
        }
        return padded.toString();
    }
}
