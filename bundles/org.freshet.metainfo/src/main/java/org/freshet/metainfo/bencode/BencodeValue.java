package org.freshet.metainfo.bencode;

/** One bencoded value (BEP 3). Immutable; equality is by content. */
public sealed interface BencodeValue permits BencodeInteger, BencodeString, BencodeList, BencodeDictionary {
    /** The type with its article, for messages: "an integer", "a string", "a list", "a dictionary". */
    String typeName();
}
