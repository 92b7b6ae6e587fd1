package org.freshet.wire.mse;

/** The bits of {@code crypto_provide} and {@code crypto_select}. */
final class CryptoMethod {
    static final int PLAINTEXT = 0x01;
    static final int RC4 = 0x02;

    private CryptoMethod() {
    }
}
