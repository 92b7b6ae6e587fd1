package org.freshet.metainfo;

import java.io.File;
import java.util.Locale;
import java.util.Set;

/**
 * Makes the names in a torrent safe to use as one path component each. A torrent's author chooses the names, so nothing that
 * comes out of here may ever lead outside the download folder, hide what a file is, or mean a device.
 *
 * <p>Names are never refused but changed, always in the same way, so that a torrent with one odd name can still be had. In order:
 * <ol>
 * <li>the separators {@code /} and {@code \} (wherever we run), NUL and other control characters, the bidirectional embeddings,
 * overrides and isolates (U+202A to 202E, U+2066 to 2069) and unpaired surrogates each become {@code _}; on Windows also
 * {@code < > : " | ? *};</li>
 * <li>the colon of a drive letter ({@code C:}, {@code c:x}) becomes {@code _};</li>
 * <li>dots and spaces at the end are removed, which Windows would do silently;</li>
 * <li>a name of which nothing is left (empty, {@code .}, {@code ..}, {@code ...}) becomes {@code _};</li>
 * <li>a name that means a device on Windows ({@code CON}, {@code nul.txt}, {@code COM1}) gets a {@code _} in front;</li>
 * <li>a name beyond 255 bytes of UTF-8 is shortened in front of its extension.</li>
 * </ol>
 * A traversal therefore stays in the folder as {@code _/_/etc/passwd}, and an absolute path becomes {@code _/etc/passwd} or
 * {@code _etc_passwd}. Malformed UTF-8 has become U+FFFD before. What keeps the paths of a torrent apart from each other, and
 * the one thing that is refused, symlinks that lead out, is told at {@link MetainfoReader}.
 */
public final class SafeNames {
    /** The longest component, in bytes of UTF-8: what ext4, APFS, NTFS and most others can hold. */
    public static final int MAX_BYTES = 255;

    /** A longer "extension" is rather a sentence with a dot in it. */
    private static final int LONGEST_EXTENSION = 32;
    private static final String NOTHING_LEFT = "_";
    private static final Set<String> DEVICES = Set.of("CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "CLOCK$");
    private static final String DEVICE_DIGITS = "0123456789\u00b9\u00b2\u00b3";

    private final boolean windows;

    /**
     * Rules for a system.
     *
     * @param windows whether the characters that only Windows forbids are replaced as well
     */
    public SafeNames(boolean windows) {
        this.windows = windows;
    }

    /** The rules for the system we run on. */
    public static SafeNames forThisSystem() {
        return new SafeNames(File.separatorChar == '\\');
    }

    /** One component made safe; a safe one comes back as it is. */
    public String component(String name) {
        String safe = replaceForbidden(name);
        if (safe.length() >= 2 && safe.charAt(1) == ':' && isAsciiLetter(safe.charAt(0))) {
            safe = safe.charAt(0) + "_" + safe.substring(2);
        }
        safe = withoutTail(safe);
        if (safe.isEmpty()) {
            return NOTHING_LEFT;
        }
        if (isDevice(safe)) {
            safe = "_" + safe;
        }
        return shortened(safe, "", true);
    }

    /**
     * A name with a suffix in front of its extension, such as {@code "film (2).mkv"}, no longer than {@link #MAX_BYTES}.
     *
     * @param safe      a component that is safe already
     * @param extension whether what follows the last dot is an extension, which it is not for folders
     */
    String withSuffix(String safe, String suffix, boolean extension) {
        return shortened(safe, suffix, extension);
    }

    private String replaceForbidden(String name) {
        StringBuilder changed = null;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean pair = Character.isHighSurrogate(c) && i + 1 < name.length() && Character.isLowSurrogate(name.charAt(i + 1));
            if (pair) {
                i++;
            } else if (isForbidden(c)) {
                changed = changed == null ? new StringBuilder(name) : changed;
                changed.setCharAt(i, '_');
            }
        }
        return changed == null ? name : changed.toString();
    }

    private boolean isForbidden(char c) {
        return c == '/' || c == '\\' || Character.isISOControl(c) || Character.isSurrogate(c)
                || c >= 0x202a && c <= 0x202e || c >= 0x2066 && c <= 0x2069
                || windows && "<>:\"|?*".indexOf(c) >= 0;
    }

    private static boolean isAsciiLetter(char c) {
        return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
    }

    private static String withoutTail(String name) {
        int end = name.length();
        while (end > 0 && (name.charAt(end - 1) == '.' || name.charAt(end - 1) == ' ')) {
            end--;
        }
        return name.substring(0, end);
    }

    private static boolean isDevice(String name) {
        int dot = name.indexOf('.');
        String base = withoutTail(dot < 0 ? name : name.substring(0, dot)).toUpperCase(Locale.ROOT);
        if (DEVICES.contains(base)) {
            return true;
        }
        return base.length() == 4 && (base.startsWith("COM") || base.startsWith("LPT"))
                && DEVICE_DIGITS.indexOf(base.charAt(3)) >= 0;
    }

    private static String shortened(String name, String suffix, boolean extension) {
        if (suffix.isEmpty() && utf8Length(name) <= MAX_BYTES) {
            return name;
        }
        int dot = extension ? name.lastIndexOf('.') : -1;
        if (dot <= 0 || utf8Length(name.substring(dot)) > LONGEST_EXTENSION) {
            dot = name.length();
        }
        String tail = suffix + name.substring(dot);
        String stem = cut(name.substring(0, dot), MAX_BYTES - utf8Length(tail));
        // A cut may have bared a dot or a space that must not stand at the end.
        return tail.isEmpty() ? withoutTail(stem) : stem + tail;
    }

    private static String cut(String text, int maxBytes) {
        int bytes = 0;
        int i = 0;
        while (i < text.length()) {
            int codePoint = text.codePointAt(i);
            bytes += utf8Length(codePoint);
            if (bytes > maxBytes) {
                break;
            }
            i += Character.charCount(codePoint);
        }
        return text.substring(0, i);
    }

    private static int utf8Length(String text) {
        int bytes = 0;
        for (int i = 0; i < text.length();) {
            int codePoint = text.codePointAt(i);
            bytes += utf8Length(codePoint);
            i += Character.charCount(codePoint);
        }
        return bytes;
    }

    private static int utf8Length(int codePoint) {
        if (codePoint < 0x80) {
            return 1;
        }
        if (codePoint < 0x800) {
            return 2;
        }
        return codePoint < 0x10000 ? 3 : 4;
    }
}
