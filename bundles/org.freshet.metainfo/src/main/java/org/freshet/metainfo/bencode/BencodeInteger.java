package org.freshet.metainfo.bencode;

/**
 * A bencoded integer. Integers beyond 64 bits are refused by the reader, as no BEP needs them.
 *
 * @param value the number
 */
public record BencodeInteger(long value) implements BencodeValue {
    @Override
    public String typeName() {
        return "an integer";
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
