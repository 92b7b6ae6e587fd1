package org.freshet.engine.core.state;

import java.io.IOException;
import java.util.TreeMap;

import org.freshet.metainfo.bencode.BencodeDictionary;
import org.freshet.metainfo.bencode.BencodeReader;
import org.freshet.metainfo.bencode.BencodeWriter;

/**
 * What is known of a torrent's data.
 *
 * @param have verified pieces, as a bitfield (BEP 3)
 * @param token the storage's token when it was closed in order; empty while it is open, so that what is found after a crash is told
 *     from what was left in order
 * @param boot names the run of the machine in which the bits were written: after another boot, bits that were not flushed are not
 *     believed
 * @param flushed the verified pieces that were known to survive a loss of power, as a bitfield
 */
public record ResumeData(byte[] have, byte[] token, String boot, byte[] flushed) {

    /** Whether the storage was closed in order. */
    public boolean clean() {
        return token.length > 0;
    }

    /** The same, after the files were changed in order. */
    public ResumeData withToken(byte[] changed) {
        return new ResumeData(have, changed, boot, flushed);
    }

    byte[] write() {
        TreeMap<String, Object> d = new TreeMap<>();
        d.put("have", have);
        d.put("token", token);
        d.put("boot", boot);
        d.put("flushed", flushed);
        return BencodeWriter.write(d);
    }

    static ResumeData read(byte[] bytes) throws IOException {
        if (!(BencodeReader.read(bytes) instanceof BencodeDictionary d)) {
            throw new IOException("resume data is no dictionary");
        }
        return new ResumeData(d.string("have").bytes(), d.string("token").bytes(), d.string("boot").utf8(), d.string("flushed").bytes());
    }
}
