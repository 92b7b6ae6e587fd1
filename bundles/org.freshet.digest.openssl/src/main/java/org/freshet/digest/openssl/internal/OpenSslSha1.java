package org.freshet.digest.openssl.internal;

import java.nio.ByteBuffer;
import java.security.DigestException;
import java.security.MessageDigestSpi;

/**
 * One SHA-1 (FIPS 180-4). Direct buffers are read where they are, which Java's own digest cannot; arrays go through a small buffer. Not
 * thread-safe, as no {@code MessageDigest} is.
 */
final class OpenSslSha1 extends MessageDigestSpi implements Cloneable {
    private static final int CHUNK = 8 << 10;

    private final Libcrypto libcrypto;
    /** {@code SHA_CTX}, then the digest. */
    private final ByteBuffer memory = ByteBuffer.allocateDirect(Libcrypto.STATE + Libcrypto.DIGEST);
    private final ByteBuffer state = memory.slice(0, Libcrypto.STATE);
    private final ByteBuffer result = memory.slice(Libcrypto.STATE, Libcrypto.DIGEST);
    private ByteBuffer chunk;

    OpenSslSha1(Libcrypto libcrypto) {
        this.libcrypto = libcrypto;
        libcrypto.init(state);
    }

    @Override
    protected void engineUpdate(ByteBuffer input) {
        if (input.isDirect()) {
            libcrypto.update(state, input);
            input.position(input.limit());
        } else {
            feedInChunks(input);
        }
    }

    @Override
    protected void engineUpdate(byte[] input, int offset, int length) {
        feedInChunks(ByteBuffer.wrap(input, offset, length));
    }

    @Override
    protected void engineUpdate(byte input) {
        engineUpdate(new byte[] {input}, 0, 1);
    }

    private void feedInChunks(ByteBuffer input) {
        if (chunk == null) {
            chunk = ByteBuffer.allocateDirect(CHUNK);
        }
        while (input.hasRemaining()) {
            int length = Math.min(CHUNK, input.remaining());
            chunk.clear().put(0, input, input.position(), length).limit(length);
            libcrypto.update(state, chunk);
            input.position(input.position() + length);
        }
    }

    @Override
    protected int engineGetDigestLength() {
        return Libcrypto.DIGEST;
    }

    @Override
    protected byte[] engineDigest() {
        byte[] digest = new byte[Libcrypto.DIGEST];
        end(digest, 0);
        return digest;
    }

    @Override
    protected int engineDigest(byte[] target, int offset, int length) throws DigestException {
        if (length < Libcrypto.DIGEST || target.length - offset < Libcrypto.DIGEST) {
            throw new DigestException("a SHA-1 has " + Libcrypto.DIGEST + " bytes, there is room for " + Math.min(length, target.length - offset));
        }
        end(target, offset);
        return Libcrypto.DIGEST;
    }

    private void end(byte[] target, int offset) {
        libcrypto.end(result, state);
        result.get(0, target, offset, Libcrypto.DIGEST);
        libcrypto.init(state);
    }

    @Override
    protected void engineReset() {
        libcrypto.init(state);
    }

    @Override
    public Object clone() {
        OpenSslSha1 copy = new OpenSslSha1(libcrypto);
        copy.state.put(0, state, 0, Libcrypto.STATE);
        return copy;
    }
}
