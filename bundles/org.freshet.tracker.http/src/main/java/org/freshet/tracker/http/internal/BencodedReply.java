package org.freshet.tracker.http.internal;

import org.freshet.metainfo.bencode.BencodeDictionary;
import org.freshet.metainfo.bencode.BencodeException;
import org.freshet.metainfo.bencode.BencodeReader;
import org.freshet.metainfo.bencode.BencodeString;
import org.freshet.metainfo.bencode.BencodeValue;
import org.freshet.metainfo.bencode.Limits;
import org.freshet.transport.Fault;

/** What announces and scrapes have in common: the way from an HTTP answer to a bencoded dictionary that is no refusal. */
final class BencodedReply {
    /** The largest body can hold some 35,000 peers of seven values; only 2,000 of them are taken. */
    private static final Limits LIMITS = new Limits(8, 300_000);

    private BencodedReply() {
    }

    /**
     * @throws Fault.FaultException {@code DENIED} with the tracker's own words where it gives a {@code failure reason}, whatever
     * the
     *     HTTP status; else by the status; {@code PROTOCOL} where the body is something else than a dictionary
     */
    static BencodeDictionary read(TrackerUrl from, HttpReply reply) throws Fault.FaultException {
        BencodeDictionary dictionary = null;
        String problem = "";
        try {
            // Some trackers end their reply with a line break, so what follows the value is not looked at.
            BencodeValue value = BencodeReader.readPrefix(reply.body(), 0, reply.body().length, LIMITS).value();
            if (value instanceof BencodeDictionary read) {
                dictionary = read;
            } else {
                problem = value.typeName() + " instead of a dictionary";
            }
        } catch (BencodeException e) {
            problem = reply.body().length == 0 ? "nothing" : "what is not bencoded: " + e.getMessage();
        }
        if (dictionary != null && dictionary.has("failure reason")) {
            throw from.fault(Fault.Kind.DENIED, dictionary.get("failure reason") instanceof BencodeString words
                    ? "refused: " + from.quotable(words.utf8()) : "refused without a reason");
        }
        String type = reply.contentType().isEmpty() ? "" : ", " + from.quotable(reply.contentType());
        String http = "(HTTP " + reply.status() + type + ")";
        if (reply.status() < 200 || reply.status() > 299) {
            throw from.fault(kind(reply.status()), "answered with an error " + http);
        }
        if (dictionary == null && reply.isWebPage()) {
            throw from.fault(Fault.Kind.PROTOCOL, "answered a web page, not a tracker's reply " + http);
        }
        if (dictionary == null) {
            throw from.fault(Fault.Kind.PROTOCOL, "answered " + problem + " " + http);
        }
        return dictionary;
    }

    private static Fault.Kind kind(int status) {
        return switch (status / 100) {
            case 4 -> Fault.Kind.DENIED;
            case 5 -> Fault.Kind.UNREACHABLE;
            default -> Fault.Kind.PROTOCOL;
        };
    }

    /** A defect in the reply, in words. */
    static Fault.FaultException nonsense(TrackerUrl from, String what) {
        return from.fault(Fault.Kind.PROTOCOL, "answered nonsense: " + from.quotable(what));
    }
}
