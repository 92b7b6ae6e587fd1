package org.freshet.metainfo.bencode;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Objects;

/**
 * Reads bencode (BEP 3) from an array. Strings are slices of that array, so it must not be changed afterwards.
 *
 * <p>What is refused, each with the byte where it stands: truncated input, an unknown type byte, integers or lengths with leading
 * zeros, {@code -0}, integers beyond 64 bits, a string longer than the rest of the input, dictionary keys that are not strings,
 * duplicate keys, more depth or values than the {@link Limits} allow. Unsorted keys are tolerated, since real torrents have them;
 * hashes are taken over {@linkplain BencodeDictionary#raw raw bytes} and do not suffer.
 */
public final class BencodeReader {
    private final byte[] source;
    private final int end;
    private final Limits limits;
    private int position;
    private int values;

    /** Finished values of the lists and dictionaries that are still open. */
    private BencodeValue[] stack = new BencodeValue[64];
    private int top;

    private BencodeReader(byte[] source, int offset, int length, Limits limits) {
        Objects.checkFromIndexSize(offset, length, source.length);
        this.source = source;
        this.position = offset;
        this.end = offset + length;
        this.limits = limits;
    }

    /**
     * A value and where it ended.
     *
     * @param value the value
     * @param end   the index in the source array of the first byte after it
     */
    public record Prefix(BencodeValue value, int end) {
    }

    /** Reads one value that fills the whole array, with the default limits. */
    public static BencodeValue read(byte[] source) throws BencodeException {
        return read(source, Limits.DEFAULT);
    }

    /** Reads one value that fills the whole array; anything behind it is an error. */
    public static BencodeValue read(byte[] source, Limits limits) throws BencodeException {
        return read(source, 0, source.length, limits);
    }

    /** Reads one value that fills a part of an array; anything behind it in that part is an error. */
    public static BencodeValue read(byte[] source, int offset, int length, Limits limits) throws BencodeException {
        Prefix prefix = readPrefix(source, offset, length, limits);
        int rest = offset + length - prefix.end();
        if (rest != 0) {
            throw new BencodeException("at byte " + prefix.end() + ": " + rest + " bytes follow the end of the value");
        }
        return prefix.value();
    }

    /** Reads a value that more bytes may follow, such as the piece behind a BEP 9 data message. */
    public static Prefix readPrefix(byte[] source, int offset, int length, Limits limits) throws BencodeException {
        BencodeReader reader = new BencodeReader(source, offset, length, limits);
        BencodeValue value = reader.value(1);
        return new Prefix(value, reader.position);
    }

    /** Where a value ends that is already known to be well-formed. */
    static int endOfValid(byte[] source, int start) {
        int at = start;
        int open = 0;
        do {
            switch (source[at]) {
                case 'i' -> {
                    while (source[at] != 'e') {
                        at++;
                    }
                    at++;
                }
                case 'l', 'd' -> {
                    open++;
                    at++;
                }
                case 'e' -> {
                    open--;
                    at++;
                }
                default -> {
                    int length = 0;
                    for (; source[at] != ':'; at++) {
                        length = length * 10 + source[at] - '0';
                    }
                    at += 1 + length;
                }
            }
        } while (open > 0);
        return at;
    }

    private BencodeValue value(int depth) throws BencodeException {
        byte type = peek();
        countValue();
        return switch (type) {
            case 'i' -> new BencodeInteger(integer());
            case 'l' -> list(depth);
            case 'd' -> dictionary(depth);
            default -> {
                if (!isDigit(type)) {
                    throw error(position, "a value cannot start with " + describe(type));
                }
                yield string();
            }
        };
    }

    private long integer() throws BencodeException {
        int start = position++;
        boolean negative = peek() == '-';
        if (negative) {
            position++;
        }
        int firstDigit = position;
        long number = 0;
        // Counted downwards, as the negative range is the larger one.
        for (byte b = peek(); b != 'e'; b = peek()) {
            if (!isDigit(b)) {
                throw error(position, "an integer cannot hold " + describe(b));
            }
            int digit = b - '0';
            if (number < Long.MIN_VALUE / 10 || number * 10 < Long.MIN_VALUE + digit) {
                throw error(start, "the integer does not fit in 64 bits");
            }
            number = number * 10 - digit;
            position++;
        }
        int digits = position - firstDigit;
        if (digits == 0) {
            throw error(start, "the integer has no digits");
        }
        if (source[firstDigit] == '0' && (digits > 1 || negative)) {
            throw error(start, "the integer has a leading zero or is a negative zero");
        }
        if (!negative && number == Long.MIN_VALUE) {
            throw error(start, "the integer does not fit in 64 bits");
        }
        position++;
        return negative ? number : -number;
    }

    private BencodeString string() throws BencodeException {
        int start = position;
        long length = 0;
        for (byte b = peek(); b != ':'; b = peek()) {
            if (!isDigit(b)) {
                throw error(position, "a string's length cannot hold " + describe(b));
            }
            length = length * 10 + (b - '0');
            if (length > Integer.MAX_VALUE) {
                throw error(start, "the string is longer than the rest of the input");
            }
            position++;
        }
        if (source[start] == '0' && position - start > 1) {
            throw error(start, "the string's length has a leading zero");
        }
        position++;
        if (length > end - position) {
            throw error(start, "the string of " + length + " bytes is longer than the rest of the input ("
                    + (end - position) + " bytes)");
        }
        BencodeString string = new BencodeString(source, position, (int) length);
        position += (int) length;
        return string;
    }

    private BencodeList list(int depth) throws BencodeException {
        enter(depth);
        int base = top;
        while (peek() != 'e') {
            push(value(depth + 1));
        }
        position++;
        return top == base ? BencodeList.EMPTY : new BencodeList(pop(base));
    }

    private BencodeDictionary dictionary(int depth) throws BencodeException {
        int start = position;
        enter(depth);
        int base = top;
        boolean sorted = true;
        BencodeString previous = null;
        for (byte b = peek(); b != 'e'; b = peek()) {
            if (!isDigit(b)) {
                throw error(position, "a dictionary key must be a string and cannot start with " + describe(b));
            }
            countValue();
            BencodeString key = string();
            sorted = sorted && (previous == null || previous.compareTo(key) < 0);
            previous = key;
            push(key);
            push(value(depth + 1));
        }
        position++;
        if (top == base) {
            return BencodeDictionary.EMPTY;
        }
        BencodeValue[] entries = pop(base);
        if (!sorted) {
            sort(entries, start);
        }
        return new BencodeDictionary(entries);
    }

    private record Entry(BencodeString key, BencodeValue value) {
    }

    private static void sort(BencodeValue[] flat, int start) throws BencodeException {
        Entry[] entries = new Entry[flat.length / 2];
        for (int i = 0; i < entries.length; i++) {
            entries[i] = new Entry((BencodeString) flat[2 * i], flat[2 * i + 1]);
        }
        Arrays.sort(entries, Comparator.comparing(Entry::key));
        for (int i = 0; i < entries.length; i++) {
            if (i > 0 && entries[i].key().equals(entries[i - 1].key())) {
                throw error(start, "the dictionary holds the key " + entries[i].key() + " twice");
            }
            flat[2 * i] = entries[i].key();
            flat[2 * i + 1] = entries[i].value();
        }
    }

    private void enter(int depth) throws BencodeException {
        if (depth > limits.maxDepth()) {
            throw error(position, "lists and dictionaries nest deeper than " + limits.maxDepth());
        }
        position++;
    }

    private void countValue() throws BencodeException {
        if (++values > limits.maxValues()) {
            throw error(position, "there are more than " + limits.maxValues() + " values");
        }
    }

    private void push(BencodeValue value) {
        if (top == stack.length) {
            stack = Arrays.copyOf(stack, top * 2);
        }
        stack[top++] = value;
    }

    private BencodeValue[] pop(int base) {
        BencodeValue[] popped = Arrays.copyOfRange(stack, base, top);
        Arrays.fill(stack, base, top, null);
        top = base;
        return popped;
    }

    private byte peek() throws BencodeException {
        if (position >= end) {
            throw error(end, "the input ends in the middle of a value");
        }
        return source[position];
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    private static String describe(byte b) {
        return b > 0x20 && b < 0x7f ? "'" + (char) b + "'" : String.format("byte 0x%02x", b & 0xff);
    }

    private static BencodeException error(int at, String problem) {
        return new BencodeException("at byte " + at + ": " + problem);
    }
}
