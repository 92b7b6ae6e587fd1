package org.freshet.metainfo.bencode;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/**
 * Writes canonical bencode (BEP 3): keys in the order of their unsigned bytes, each once.
 *
 * <p>Accepted are {@code Map}s with {@code String}, {@code byte[]} or {@link BencodeString} keys, {@code Iterable}s (any
 * {@code List}), {@code String}s (as UTF-8), {@code byte[]}s, {@code Long}, {@code Integer}, {@code Short} and {@code Byte}, any
 * {@link BencodeValue}, and {@link #raw raw} encoded bytes, nested as one likes. Anything else, and null, is the caller's mistake
 * and an {@link IllegalArgumentException}. An example:
 * <pre>{@code BencodeWriter.write(Map.of("msg_type", 0, "piece", 3))}</pre>
 */
public final class BencodeWriter {
    private byte[] buffer = new byte[256];
    private int length;

    private BencodeWriter() {
    }

    /** Already encoded bytes; see {@link #raw}. */
    private record Raw(BencodeString encoded) {
    }

    private record Entry(BencodeString key, Object value) {
    }

    /** Encodes a value. */
    public static byte[] write(Object value) {
        BencodeWriter writer = new BencodeWriter();
        writer.value(value);
        return Arrays.copyOf(writer.buffer, writer.length);
    }

    /** Encodes a value to a stream, which is neither flushed nor closed. Nothing is written if the value cannot be encoded. */
    public static void write(Object value, OutputStream out) throws IOException {
        BencodeWriter writer = new BencodeWriter();
        writer.value(value);
        out.write(writer.buffer, 0, writer.length);
    }

    /** A value that is already encoded and must be written as it stands, such as an info dictionary; not checked, not copied. */
    public static Object raw(byte[] encoded) {
        return new Raw(BencodeString.of(encoded));
    }

    private void value(Object value) {
        switch (value) {
            case String text -> string(text.getBytes(StandardCharsets.UTF_8));
            case byte[] bytes -> string(bytes);
            case Long number -> integer(number);
            case Integer number -> integer(number);
            case Short number -> integer(number);
            case Byte number -> integer(number);
            case BencodeString string -> string(string);
            case BencodeInteger integer -> integer(integer.value());
            case BencodeDictionary dictionary -> dictionary(dictionary);
            case Map<?, ?> map -> dictionary(map);
            case Iterable<?> list -> list(list);
            case Raw raw -> append(raw.encoded());
            case null -> throw new IllegalArgumentException("null cannot be bencoded");
            default -> throw new IllegalArgumentException("A " + value.getClass().getName() + " cannot be bencoded");
        }
    }

    private void integer(long number) {
        append('i');
        ascii(Long.toString(number));
        append('e');
    }

    private void string(byte[] bytes) {
        string(BencodeString.of(bytes));
    }

    private void string(BencodeString string) {
        ascii(Integer.toString(string.length()));
        append(':');
        append(string);
    }

    private void list(Iterable<?> list) {
        append('l');
        for (Object element : list) {
            value(element);
        }
        append('e');
    }

    private void dictionary(BencodeDictionary dictionary) {
        append('d');
        dictionary.forEach((key, value) -> {
            string(key);
            value(value);
        });
        append('e');
    }

    private void dictionary(Map<?, ?> map) {
        Entry[] entries = map.entrySet().stream()
                .map(entry -> new Entry(key(entry.getKey()), entry.getValue()))
                .sorted((a, b) -> a.key().compareTo(b.key()))
                .toArray(Entry[]::new);
        append('d');
        BencodeString previous = null;
        for (Entry entry : entries) {
            if (entry.key().equals(previous)) {
                throw new IllegalArgumentException("The key " + previous + " stands twice in a dictionary");
            }
            if (entry.value() == null) {
                throw new IllegalArgumentException("The value of the key " + entry.key() + " is null");
            }
            previous = entry.key();
            string(entry.key());
            value(entry.value());
        }
        append('e');
    }

    private static BencodeString key(Object key) {
        return switch (key) {
            case String text -> BencodeString.of(text);
            case byte[] bytes -> BencodeString.of(bytes);
            case BencodeString string -> string;
            case null -> throw new IllegalArgumentException("A dictionary key is null");
            default -> throw new IllegalArgumentException("A " + key.getClass().getName() + " cannot be a dictionary key");
        };
    }

    private void ascii(String text) {
        for (int i = 0; i < text.length(); i++) {
            append(text.charAt(i));
        }
    }

    private void append(char ascii) {
        reserve(1);
        buffer[length++] = (byte) ascii;
    }

    private void append(BencodeString bytes) {
        reserve(bytes.length());
        bytes.copyTo(0, buffer, length, bytes.length());
        length += bytes.length();
    }

    private void reserve(int more) {
        long needed = (long) length + more;
        if (needed > Integer.MAX_VALUE - 16) {
            throw new IllegalArgumentException("The encoded value would be larger than 2 GiB");
        }
        if (needed > buffer.length) {
            buffer = Arrays.copyOf(buffer, (int) Math.min(Integer.MAX_VALUE - 16, Math.max(needed, 2L * buffer.length)));
        }
    }
}
