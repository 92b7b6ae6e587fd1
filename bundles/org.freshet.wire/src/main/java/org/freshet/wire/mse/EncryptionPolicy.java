package org.freshet.wire.mse;

/**
 * What a side of a connection wants of MSE. Whether to dial plain or with MSE first, and whether to try the other way after
 * a failure, is the caller's; this says what a handler offers, selects and refuses once there is a connection.
 */
public enum EncryptionPolicy {
    /** Never speak MSE: an initiator's handler steps aside at once, a responder's refuses all but a plain handshake. */
    PLAIN_ONLY(0),
    /** Offer both; select plaintext where the peer offers it. */
    PREFER_PLAIN(CryptoMethod.PLAINTEXT | CryptoMethod.RC4),
    /** Offer both; select RC4 where the peer offers it. Plain handshakes are accepted. */
    PREFER_ENCRYPTED(CryptoMethod.PLAINTEXT | CryptoMethod.RC4),
    /** RC4 or no connection. */
    REQUIRE_ENCRYPTED(CryptoMethod.RC4);

    private final int acceptable;

    EncryptionPolicy(int acceptable) {
        this.acceptable = acceptable;
    }

    /** Whether a responder lets a handshake without MSE through. */
    public boolean acceptsPlainHandshake() {
        return this != REQUIRE_ENCRYPTED;
    }

    /** Whether MSE is spoken at all. */
    public boolean speaksMse() {
        return this != PLAIN_ONLY;
    }

    /** The bits of {@code crypto_provide}, and of those a responder may select. */
    int acceptable() {
        return acceptable;
    }

    /** The one method to select out of those the peer provides, or 0 if there is none in common. */
    int select(int provided) {
        int common = provided & acceptable;
        int preferred = this == PREFER_PLAIN ? CryptoMethod.PLAINTEXT : CryptoMethod.RC4;
        return (common & preferred) != 0 ? preferred : common;
    }
}
