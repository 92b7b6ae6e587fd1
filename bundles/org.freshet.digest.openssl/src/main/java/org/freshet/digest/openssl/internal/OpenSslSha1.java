package org.freshet.digest.openssl.internal;

import java.nio.ByteBuffer;
import java.security.DigestException;
import java.security.MessageDigestSpi;

/**
 * One SHA-1 (FIPS 180-4). Arrays and direct buffers are read where they are; Java's own digest copies the latter first. Not thread-safe, as
 * no {@code MessageDigest} is.
 */
final class OpenSslSha1 extends MessageDigestSpi implements Cloneable {
    private final Libcrypto libcrypto;
    private final byte[] memory;
    private final Object state;

    OpenSslSha1(Libcrypto libcrypto) {
        this(libcrypto, new byte[Libcrypto.STATE]);
        libcrypto.init(state);
    }

    private OpenSslSha1(Libcrypto libcrypto, byte[] memory) {
        this.libcrypto = libcrypto;
        this.memory = memory;
        state = libcrypto.state(memory);
    }

    @Override
    protected void engineUpdate(ByteBuffer input) {
        libcrypto.update(state, input);
    }

    @Override
    protected void engineUpdate(byte[] input, int offset, int length) {
        libcrypto.update(state, ByteBuffer.wrap(input, offset, length));
    }

    @Override
    protected void engineUpdate(byte input) {
        engineUpdate(new byte[] {input}, 0, 1);
    }

    @Override
    protected int engineGetDigestLength() {
        return Libcrypto.DIGEST;
    }

    @Override
    protected byte[] engineDigest() {
        byte[] digest = new byte[Libcrypto.DIGEST];
        libcrypto.end(digest, state);
        libcrypto.init(state);
        return digest;
    }

    @Override
    protected int engineDigest(byte[] target, int offset, int length) throws DigestException {
        if (length < Libcrypto.DIGEST) {
            throw new DigestException("a SHA-1 has " + Libcrypto.DIGEST + " bytes, there is room for " + length);
        }
        System.arraycopy(engineDigest(), 0, target, offset, Libcrypto.DIGEST);
        return Libcrypto.DIGEST;
    }

    @Override
    protected void engineReset() {
        libcrypto.init(state);
    }

    @Override
    public Object clone() {
        return new OpenSslSha1(libcrypto, memory.clone());
    }
}
