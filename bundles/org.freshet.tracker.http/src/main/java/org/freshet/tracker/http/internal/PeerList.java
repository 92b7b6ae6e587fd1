package org.freshet.tracker.http.internal;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.freshet.discovery.support.PeerAddresses;
import org.freshet.metainfo.bencode.BencodeDictionary;
import org.freshet.metainfo.bencode.BencodeException;
import org.freshet.metainfo.bencode.BencodeInteger;
import org.freshet.metainfo.bencode.BencodeList;
import org.freshet.metainfo.bencode.BencodeString;
import org.freshet.metainfo.bencode.BencodeValue;
import org.freshet.transport.PeerAddress;

import io.netty.util.NetUtil;

/**
 * The peers of an announce's answer in all forms that trackers use: compact (BEP 23, BEP 7) and as dictionaries (BEP 3).
 * Addresses that nobody can have are left out, doubles too, and all beyond {@value #MAX_PEERS}.
 */
final class PeerList {
    static final int MAX_PEERS = 2000;
    /** Bytes of an IPv4 address. */
    static final int V4 = 4;
    /** Bytes of an IPv6 address. */
    static final int V6 = 16;

    private static final int PORT = 2;
    private static final int LONGEST_NAME = 253;

    private final Set<PeerAddress> addresses = new LinkedHashSet<>();

    /** In the tracker's order. */
    List<PeerAddress> addresses() {
        return List.copyOf(addresses);
    }

    /**
     * Adds the value of {@code peers} or {@code peers6}.
     *
     * @param peers {@code null} for none
     * @param addressLength of the compact form
     * @throws BencodeException where it is neither a list nor a string of whole compact peers
     */
    void add(BencodeValue peers, int addressLength) throws BencodeException {
        switch (peers) {
            case null -> {
            }
            case BencodeString compact -> addCompact(compact, addressLength);
            case BencodeList list -> addDictionaries(list);
            default -> throw new BencodeException("peers are " + peers.typeName());
        }
    }

    private void addCompact(BencodeString compact, int addressLength) throws BencodeException {
        int one = addressLength + PORT;
        if (compact.length() % one != 0) {
            throw new BencodeException("compact peers of " + compact.length() + " bytes, which is no multiple of " + one);
        }
        byte[] bytes = compact.bytes();
        for (int i = 0; i < bytes.length && addresses.size() < MAX_PEERS; i += one) {
            int port = (bytes[i + addressLength] & 255) << 8 | bytes[i + addressLength + 1] & 255;
            add(Arrays.copyOfRange(bytes, i, i + addressLength), port);
        }
    }

    private void addDictionaries(BencodeList list) {
        for (BencodeValue one : list) {
            if (addresses.size() == MAX_PEERS) {
                return;
            }
            if (one instanceof BencodeDictionary peer && peer.get("ip") instanceof BencodeString host
                    && peer.get("port") instanceof BencodeInteger port && host.length() <= LONGEST_NAME
                    && port.value() == (int) port.value()) {
                add(host.utf8(), (int) port.value());
            }
        }
    }

    private void add(String host, int port) {
        byte[] literal = NetUtil.createByteArrayFromIpAddressString(host);
        if (literal != null) {
            add(literal, port);
        } else if (port > 0 && port <= 65535 && isName(host)) {
            addresses.add(PeerAddress.tcp(host, port));
        }
    }

    private void add(byte[] address, int port) {
        PeerAddresses.of(address, port).ifPresent(addresses::add);
    }

    /**
     * Letters, digits and hyphens in parts, the last of which is no number: else a resolver may take it for an odd form of IPv4.
     */
    private static boolean isName(String host) {
        int dot = host.lastIndexOf('.');
        return !host.isEmpty() && dot < host.length() - 1 && !Character.isDigit(host.charAt(dot + 1))
                && host.chars().allMatch(c -> c < 0x80 && (Character.isLetterOrDigit(c) || c == '-' || c == '.'));
    }
}
