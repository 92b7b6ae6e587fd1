package org.freshet.wire;

import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Peer ids (BEP 20): makes ours, and tells from others' which program sent them. */
public final class PeerIds {
    /** What our ids begin with. */
    public static final String PREFIX = "-FR0100-";

    private static final int LENGTH = 20;
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final Pattern AZUREUS = Pattern.compile("-([A-Za-z~][A-Za-z0-9~])([0-9A-Za-z.]{4})-.*", Pattern.DOTALL);
    /** aria2 and the first client: "A2-1-36-0-", "M7-10-5--". */
    private static final Pattern DASHED = Pattern.compile("(A2-|M)([0-9]{1,3}(?:-[0-9]{1,3}){2})-.*", Pattern.DOTALL);

    private PeerIds() {
    }

    /** A new id of ours: the prefix and twelve random letters and digits. */
    public static byte[] generate(RandomGenerator random) {
        StringBuilder id = new StringBuilder(PREFIX);
        while (id.length() < LENGTH) {
            id.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return id.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * The program and version an id speaks of, such as "Transmission 3.00"; "unknown" where it follows no known custom.
     * What it says is the peer's claim. The result is printable ASCII.
     */
    public static String client(byte[] peerId) {
        String id = new String(peerId, StandardCharsets.ISO_8859_1);
        Matcher azureus = AZUREUS.matcher(id);
        if (azureus.matches()) {
            return azureus(azureus.group(1), azureus.group(2));
        }
        Matcher dashed = DASHED.matcher(id);
        if (dashed.matches()) {
            return (dashed.group(1).equals("M") ? "BitTorrent " : "aria2 ") + dashed.group(2).replace('-', '.');
        }
        return "unknown";
    }

    private static String azureus(String code, String version) {
        return switch (code) {
            case "TR" -> "Transmission " + transmission(version);
            case "WW" -> "WebTorrent " + pairs(version);
            case "WD" -> "WebTorrent Desktop " + pairs(version);
            default -> {
                String name = name(code);
                yield (name == null ? "unknown (" + code + ")" : name) + " " + digits(version);
            }
        };
    }

    private static String name(String code) {
        return switch (code) {
            case "AZ" -> "Vuze";
            case "BC" -> "BitComet";
            case "BI" -> "BiglyBT";
            case "BL" -> "BitLord";
            case "BT" -> "BitTorrent";
            case "BW" -> "BitWombat";
            case "DE" -> "Deluge";
            case "FD" -> "Free Download Manager";
            case "FR" -> "Freshet";
            case "FW" -> "FrostWire";
            case "G0" -> "anacrolix/torrent";
            case "GT" -> "anacrolix/torrent";
            case "KG" -> "KGet";
            case "KT" -> "KTorrent";
            case "LP" -> "Lphant";
            case "LT" -> "libtorrent";
            case "lt" -> "rTorrent";
            case "PI" -> "PicoTorrent";
            case "qB" -> "qBittorrent";
            case "rQ" -> "rqbit";
            case "SD", "XL" -> "Xunlei";
            case "TB" -> "Torch";
            case "TL" -> "Tribler";
            case "TX" -> "Tixati";
            case "UE" -> "uTorrent Embedded";
            case "UM" -> "uTorrent Mac";
            case "UT" -> "uTorrent";
            case "UW" -> "uTorrent Web";
            case "VZ" -> "Vuze";
            case "XF" -> "Xfplay";
            default -> null;
        };
    }

    /** Up to 3.00 major and two digits of minor; since 4.0 major, minor, patch. */
    private static String transmission(String version) {
        char major = version.charAt(0);
        return major < '4' ? major + "." + version.substring(1, 3) : digits(version);
    }

    /** Two digits of major, two of minor. */
    private static String pairs(String version) {
        return version.matches("[0-9]{4}")
                ? Integer.parseInt(version.substring(0, 2)) + "." + Integer.parseInt(version.substring(2)) : digits(version);
    }

    /** A character a number, letters going on from 10; a last 0 or letter tells builds apart and is left out. */
    private static String digits(String version) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 3; i++) {
            int value = Character.digit(version.charAt(i), 36);
            text.append(i == 0 ? "" : ".").append(value < 0 ? "?" : String.valueOf(value));
        }
        char last = version.charAt(3);
        return last >= '1' && last <= '9' ? text + "." + last : text.toString();
    }
}
