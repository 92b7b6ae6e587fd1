package org.freshet.ui.details.internal.peers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import org.freshet.engine.PeerStatus;
import org.freshet.ui.details.internal.Messages;
import org.freshet.ui.details.internal.Texts;

/** What a letter beside a peer means. The letters are those that other programs have for the same. */
enum PeerFlag {
    /** We want data, and it gives. */
    D,
    /** We want data, and it refuses. */
    d,
    /** It wants data, and we give. */
    U,
    /** It wants data, and we refuse. */
    u,
    /** It would give, but we want nothing. */
    K,
    /** We would give, but it wants nothing. */
    O,
    /** It owes us blocks. */
    S,
    /** It dialled us. */
    I,
    /** The connection is obfuscated. */
    E;

    /** All that apply to a peer, in the order of the letters. */
    static List<PeerFlag> of(PeerStatus peer) {
        List<PeerFlag> flags = new ArrayList<>();
        if (peer.amInterested()) {
            flags.add(peer.peerChoking() ? d : D);
        } else if (!peer.peerChoking()) {
            flags.add(K);
        }
        if (peer.peerInterested()) {
            flags.add(peer.amChoking() ? u : U);
        } else if (!peer.amChoking()) {
            flags.add(O);
        }
        add(flags, S, peer.snubbed());
        add(flags, I, peer.incoming());
        add(flags, E, peer.encrypted());
        return flags;
    }

    private static void add(List<PeerFlag> flags, PeerFlag flag, boolean applies) {
        if (applies) {
            flags.add(flag);
        }
    }

    /** Their letters: {@code D u E}. */
    static String letters(PeerStatus peer) {
        return of(peer).stream().map(PeerFlag::name).collect(Collectors.joining(" "));
    }

    /** What they say, as one sentence about the peer. */
    static String words(PeerStatus peer) {
        List<PeerFlag> flags = of(peer);
        String said = flags.stream().map(PeerFlag::words).collect(Collectors.joining(Messages.list_separator));
        return Texts.of(Messages.peers_about, peer.address(), flags.isEmpty() ? Messages.flags_none : said);
    }

    /** What all letters mean, a line each. */
    static String legend() {
        return Arrays.stream(values()).map(flag -> flag.name() + "  " + flag.words()).collect(Collectors.joining("\n"));
    }

    /** What it says. */
    String words() {
        return switch (this) {
            case D -> Messages.flag_downloading;
            case d -> Messages.flag_refused;
            case U -> Messages.flag_uploading;
            case u -> Messages.flag_refusing;
            case K -> Messages.flag_nothing_wanted;
            case O -> Messages.flag_offered;
            case S -> Messages.flag_snubbed;
            case I -> Messages.flag_incoming;
            case E -> Messages.flag_encrypted;
        };
    }
}
