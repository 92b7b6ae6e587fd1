package org.freshet.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.freshet.metainfo.bencode.BencodeDictionary;
import org.freshet.metainfo.bencode.BencodeException;
import org.freshet.metainfo.bencode.BencodeInteger;
import org.freshet.metainfo.bencode.BencodeReader;
import org.freshet.metainfo.bencode.BencodeString;
import org.freshet.metainfo.bencode.BencodeWriter;
import org.freshet.metainfo.bencode.Limits;

/**
 * The handshake of the extension protocol (BEP 10): extended message 0. A later one changes only what it names, see
 * {@link #mergedInto}. Numbers are 0 where the peer did not send them.
 *
 * @param extensions {@code m}: extension names and the ids (1 to 255) its sender wants them under; 0 disables one
 * @param client {@code v}: the sender's name and version, at most 64 characters and none of them a control; may be empty
 * @param port {@code p}: the sender's listening port
 * @param requestQueue {@code reqq}: how many outstanding requests the sender keeps
 * @param metadataSize {@code metadata_size} (BEP 9): bytes of the info dictionary, as the sender says
 * @param uploadOnly {@code upload_only} (BEP 21); null if not said
 * @param addresses the addresses the sender sees or has
 */
public record ExtensionHandshake(Map<String, Integer> extensions, String client, int port, int requestQueue,
        int metadataSize, Boolean uploadOnly, Addresses addresses) {
    /** The extended id of this message. */
    public static final int ID = 0;

    private static final int MAX_CLIENT = 64;

    /**
     * Addresses, each null if not said.
     *
     * @param yourIp {@code yourip}: the receiver's address as its sender sees it
     * @param ipv4 the sender's IPv4 address
     * @param ipv6 the sender's IPv6 address
     */
    public record Addresses(InetAddress yourIp, Inet4Address ipv4, Inet6Address ipv6) {
        public static final Addresses NONE = new Addresses(null, null, null);
    }

    public ExtensionHandshake {
        extensions = Collections.unmodifiableMap(new LinkedHashMap<>(extensions));
    }

    /** The id the sender wants an extension's messages under, or 0 if it does not speak it. */
    public int id(String extension) {
        return extensions.getOrDefault(extension, 0);
    }

    /** What holds after this handshake followed an earlier one of the same peer. */
    public ExtensionHandshake mergedInto(ExtensionHandshake earlier) {
        Map<String, Integer> both = new LinkedHashMap<>(earlier.extensions);
        both.putAll(extensions);
        both.values().removeIf(id -> id == 0);
        return new ExtensionHandshake(both, client.isEmpty() ? earlier.client : client, port == 0 ? earlier.port : port,
                requestQueue == 0 ? earlier.requestQueue : requestQueue,
                metadataSize == 0 ? earlier.metadataSize : metadataSize,
                uploadOnly == null ? earlier.uploadOnly : uploadOnly,
                new Addresses(addresses.yourIp == null ? earlier.addresses.yourIp : addresses.yourIp,
                        addresses.ipv4 == null ? earlier.addresses.ipv4 : addresses.ipv4,
                        addresses.ipv6 == null ? earlier.addresses.ipv6 : addresses.ipv6));
    }

    /** The message to write. */
    public PeerMessage.Extended encode() {
        Map<String, Object> dictionary = new HashMap<>();
        dictionary.put("m", extensions);
        putIf(!client.isEmpty(), dictionary, "v", client);
        putIf(port != 0, dictionary, "p", port);
        putIf(requestQueue != 0, dictionary, "reqq", requestQueue);
        putIf(metadataSize != 0, dictionary, "metadata_size", metadataSize);
        putIf(uploadOnly != null, dictionary, "upload_only", Boolean.TRUE.equals(uploadOnly) ? 1 : 0);
        putAddress(dictionary, "yourip", addresses.yourIp);
        putAddress(dictionary, "ipv4", addresses.ipv4);
        putAddress(dictionary, "ipv6", addresses.ipv6);
        return new PeerMessage.Extended(ID, Unpooled.wrappedBuffer(BencodeWriter.write(dictionary)));
    }

    /**
     * Reads the payload of extended message 0, which stays the caller's. Keys of a wrong type or range count as absent, as
     * clients differ in what they send; only what is not a bencoded dictionary is refused.
     */
    public static ExtensionHandshake decode(ByteBuf payload) throws ProtocolViolation {
        BencodeDictionary dictionary = dictionary(payload);
        Map<String, Integer> extensions = new LinkedHashMap<>();
        if (dictionary.get("m") instanceof BencodeDictionary m) {
            m.forEach((name, id) -> {
                if (id instanceof BencodeInteger number && number.value() >= 0 && number.value() <= 255) {
                    extensions.put(name.utf8(), (int) number.value());
                }
            });
        }
        Boolean uploadOnly = dictionary.get("upload_only") instanceof BencodeInteger flag ? flag.value() != 0 : null;
        Addresses addresses = new Addresses(address(dictionary, "yourip"),
                address(dictionary, "ipv4") instanceof Inet4Address v4 ? v4 : null,
                address(dictionary, "ipv6") instanceof Inet6Address v6 ? v6 : null);
        return new ExtensionHandshake(extensions, client(dictionary), number(dictionary, "p", 65535),
                number(dictionary, "reqq", Integer.MAX_VALUE), number(dictionary, "metadata_size", Integer.MAX_VALUE),
                uploadOnly, addresses);
    }

    private static BencodeDictionary dictionary(ByteBuf payload) throws ProtocolViolation {
        try {
            // Without a copy the strings would be slices of a buffer that is released.
            byte[] bytes = ByteBufUtil.getBytes(payload);
            if (BencodeReader.readPrefix(bytes, 0, bytes.length, Limits.MESSAGE).value() instanceof BencodeDictionary d) {
                return d;
            }
            throw new ProtocolViolation("The peer's extension handshake is not a dictionary");
        } catch (BencodeException e) {
            throw new ProtocolViolation("The peer's extension handshake cannot be read: " + e.getMessage(), e);
        }
    }

    private static String client(BencodeDictionary dictionary) {
        if (!(dictionary.get("v") instanceof BencodeString name)) {
            return "";
        }
        StringBuilder printable = new StringBuilder();
        name.utf8().codePoints().filter(c -> !Character.isISOControl(c)).limit(MAX_CLIENT)
                .forEach(printable::appendCodePoint);
        return printable.toString().strip();
    }

    private static int number(BencodeDictionary dictionary, String key, int most) {
        return dictionary.get(key) instanceof BencodeInteger number && number.value() > 0 && number.value() <= most
                ? (int) number.value() : 0;
    }

    private static InetAddress address(BencodeDictionary dictionary, String key) {
        if (!(dictionary.get(key) instanceof BencodeString packed) || packed.length() != 4 && packed.length() != 16) {
            return null;
        }
        try {
            return InetAddress.getByAddress(packed.bytes());
        } catch (UnknownHostException e) {
            throw new IllegalStateException("An address of " + packed.length() + " bytes was refused", e);
        }
    }

    private static void putIf(boolean said, Map<String, Object> dictionary, String key, Object value) {
        if (said) {
            dictionary.put(key, value);
        }
    }

    private static void putAddress(Map<String, Object> dictionary, String key, InetAddress address) {
        if (address != null) {
            dictionary.put(key, address.getAddress());
        }
    }
}
