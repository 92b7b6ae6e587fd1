package org.freshet.engine.core;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

import org.freshet.metainfo.Metainfo;
import org.freshet.metainfo.MetainfoReader;
import org.freshet.metainfo.bencode.BencodeWriter;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/** A torrent of one file, with its content, in memory. */
public record TestTorrent(Metainfo metainfo, byte[] content) {

    /** A torrent of random bytes. */
    public static TestTorrent of(int pieceLength, int length) throws Exception {
        byte[] content = new byte[length];
        new Random(length).nextBytes(content);
        ByteArrayOutputStream hashes = new ByteArrayOutputStream();
        for (int at = 0; at < length; at += pieceLength) {
            hashes.write(MessageDigest.getInstance("SHA-1").digest(Arrays.copyOfRange(content, at, Math.min(length, at + pieceLength))));
        }
        Map<String, Object> info = new TreeMap<>();
        info.put("name", "content.bin");
        info.put("length", (long) length);
        info.put("piece length", (long) pieceLength);
        info.put("pieces", hashes.toByteArray());
        return new TestTorrent(MetainfoReader.fromInfo(BencodeWriter.write(info), List.of(), List.of()), content);
    }

    /** Part of a piece, as a buffer of the caller's. */
    public ByteBuf part(int piece, int offset, int length) {
        int from = piece * metainfo.layout().pieceLength() + offset;
        return Unpooled.directBuffer(length).writeBytes(content, from, length);
    }

    /** The blocks of a piece, in order. */
    public List<ByteBuf> blocks(int piece) {
        List<ByteBuf> blocks = new ArrayList<>();
        for (int b = 0; b < metainfo.layout().blockCount(piece); b++) {
            blocks.add(part(piece, b * 16384, metainfo.layout().blockLength(piece, b)));
        }
        return blocks;
    }
}
