package org.freshet.metainfo.bencode;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;

/** A bencoded list. The typed accessors throw a {@link BencodeException} that names the index. */
public final class BencodeList implements BencodeValue, Iterable<BencodeValue> {
    static final BencodeList EMPTY = new BencodeList(new BencodeValue[0]);

    private final BencodeValue[] elements;

    BencodeList(BencodeValue[] elements) {
        this.elements = elements;
    }

    /** A list of the given values. */
    public static BencodeList of(List<? extends BencodeValue> values) {
        return new BencodeList(List.copyOf(values).toArray(new BencodeValue[0]));
    }

    public int size() {
        return elements.length;
    }

    public boolean isEmpty() {
        return elements.length == 0;
    }

    public BencodeValue get(int index) {
        return elements[Objects.checkIndex(index, elements.length)];
    }

    /** The string at an index of this list. */
    public BencodeString string(int index) throws BencodeException {
        return typed(index, BencodeString.class, "a string");
    }

    /** The integer at an index of this list. */
    public long integer(int index) throws BencodeException {
        return typed(index, BencodeInteger.class, "an integer").value();
    }

    /** The list at an index of this list. */
    public BencodeList list(int index) throws BencodeException {
        return typed(index, BencodeList.class, "a list");
    }

    /** The dictionary at an index of this list. */
    public BencodeDictionary dictionary(int index) throws BencodeException {
        return typed(index, BencodeDictionary.class, "a dictionary");
    }

    private <T extends BencodeValue> T typed(int index, Class<T> type, String wanted) throws BencodeException {
        if (index < 0 || index >= elements.length) {
            throw new BencodeException("[" + index + "]", "is missing (the list has " + elements.length + " elements)");
        }
        BencodeValue value = elements[index];
        if (!type.isInstance(value)) {
            throw new BencodeException("[" + index + "]", "is " + value.typeName() + ", not " + wanted);
        }
        return type.cast(value);
    }

    @Override
    public Iterator<BencodeValue> iterator() {
        return Arrays.asList(elements).iterator();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BencodeList that && Arrays.equals(elements, that.elements);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(elements);
    }

    @Override
    public String typeName() {
        return "a list";
    }

    @Override
    public String toString() {
        return "list of " + elements.length;
    }
}
