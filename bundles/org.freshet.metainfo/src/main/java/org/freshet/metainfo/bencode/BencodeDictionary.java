package org.freshet.metainfo.bencode;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.ToIntFunction;

/**
 * A bencoded dictionary, in the order of its keys' unsigned bytes whatever order they were read in, each key once. The typed
 * accessors throw a {@link BencodeException} that names the key; a caller that knows the dictionary's own place adds it with
 * {@link BencodeException#within}. To treat a key of the wrong type as absent, use {@code get(key) instanceof BencodeString s}.
 */
public final class BencodeDictionary implements BencodeValue {
    static final BencodeDictionary EMPTY = new BencodeDictionary(new BencodeValue[0]);

    /** Key, value, key, value; sorted by key. */
    private final BencodeValue[] entries;

    BencodeDictionary(BencodeValue[] entries) {
        this.entries = entries;
    }

    /** The number of keys. */
    public int size() {
        return entries.length / 2;
    }

    public boolean isEmpty() {
        return entries.length == 0;
    }

    /** The key at a position in key order. */
    public BencodeString key(int position) {
        return (BencodeString) entries[2 * Objects.checkIndex(position, size())];
    }

    /** The value at a position in key order. */
    public BencodeValue value(int position) {
        return entries[2 * Objects.checkIndex(position, size()) + 1];
    }

    /** Visits every entry in key order. */
    public void forEach(BiConsumer<BencodeString, BencodeValue> visitor) {
        for (int i = 0; i < entries.length; i += 2) {
            visitor.accept((BencodeString) entries[i], entries[i + 1]);
        }
    }

    /** The value of a key, or null if there is none. */
    public BencodeValue get(String key) {
        int found = find(key);
        return found < 0 ? null : value(found);
    }

    /** The value of a key that need not be text, or null if there is none. */
    public BencodeValue get(BencodeString key) {
        int found = find(key);
        return found < 0 ? null : value(found);
    }

    public boolean has(String key) {
        return find(key) >= 0;
    }

    /**
     * The encoded bytes of a key's value exactly as they stood in the input, which is what hashes and signatures cover (BEP 3's
     * info hash, BEP 44's signature); a slice without a copy. Only for a dictionary that came from {@link BencodeReader}.
     */
    public BencodeString raw(String key) throws BencodeException {
        int found = find(key);
        if (found < 0) {
            throw new BencodeException(key, "is missing");
        }
        BencodeString name = key(found);
        int start = name.offset() + name.length();
        return new BencodeString(name.source, start, BencodeReader.endOfValid(name.source, start) - start);
    }

    /** The string of a required key. */
    public BencodeString string(String key) throws BencodeException {
        return required(key, BencodeString.class, "a string");
    }

    /** The integer of a required key. */
    public long integer(String key) throws BencodeException {
        return required(key, BencodeInteger.class, "an integer").value();
    }

    /** The integer of a key, or another number if the key is absent. */
    public long integer(String key, long absent) throws BencodeException {
        return has(key) ? integer(key) : absent;
    }

    /** The list of a required key. */
    public BencodeList list(String key) throws BencodeException {
        return required(key, BencodeList.class, "a list");
    }

    /** The dictionary of a required key. */
    public BencodeDictionary dictionary(String key) throws BencodeException {
        return required(key, BencodeDictionary.class, "a dictionary");
    }

    /** The string of a key that may be absent, but not of another type. */
    public Optional<BencodeString> optionalString(String key) throws BencodeException {
        return has(key) ? Optional.of(string(key)) : Optional.empty();
    }

    /** The list of a key that may be absent, but not of another type. */
    public Optional<BencodeList> optionalList(String key) throws BencodeException {
        return has(key) ? Optional.of(list(key)) : Optional.empty();
    }

    /** The dictionary of a key that may be absent, but not of another type. */
    public Optional<BencodeDictionary> optionalDictionary(String key) throws BencodeException {
        return has(key) ? Optional.of(dictionary(key)) : Optional.empty();
    }

    private <T extends BencodeValue> T required(String key, Class<T> type, String wanted) throws BencodeException {
        BencodeValue value = get(key);
        if (value == null) {
            throw new BencodeException(key, "is missing");
        }
        if (!type.isInstance(value)) {
            throw new BencodeException(key, "is " + value.typeName() + ", not " + wanted);
        }
        return type.cast(value);
    }

    private int find(String key) {
        for (int i = 0; i < key.length(); i++) {
            if (key.charAt(i) >= 0x80) {
                return find(BencodeString.of(key));
            }
        }
        return search(candidate -> candidate.compareToAscii(key));
    }

    private int find(BencodeString key) {
        return search(candidate -> candidate.compareTo(key));
    }

    private int search(ToIntFunction<BencodeString> order) {
        int low = 0;
        int high = size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int compared = order.applyAsInt(key(middle));
            if (compared == 0) {
                return middle;
            }
            if (compared < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BencodeDictionary that && Arrays.equals(entries, that.entries);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(entries);
    }

    @Override
    public String typeName() {
        return "a dictionary";
    }

    @Override
    public String toString() {
        return "dictionary of " + size();
    }
}
