package org.freshet.digest.openssl.internal;

import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Offers {@link OpenSslSha1} to whoever asks Java for a SHA-1. The library is looked for at the first one; where it is missing, Java goes
 * on to the next provider, its own.
 */
final class OpenSslProvider extends Provider {
    /** OpenSSL 3 and 1.1.1 as Linux distributions name them. */
    static final List<String> LIBRARIES = List.of("libcrypto.so.3", "libcrypto.so.1.1");

    private static final long serialVersionUID = 1;
    private static final Logger LOG = LoggerFactory.getLogger(OpenSslProvider.class);

    private final transient List<String> libraries;
    private transient Libcrypto libcrypto;
    private transient UnsupportedOperationException missing;

    OpenSslProvider(List<String> libraries) {
        super("Freshet-OpenSSL", "1", "SHA-1 by the system's OpenSSL");
        this.libraries = libraries;
        putService(new Service(this, "MessageDigest", "SHA-1", OpenSslSha1.class.getName(), List.of("SHA1", "SHA"), null) {
            @Override
            public Object newInstance(Object parameter) throws NoSuchAlgorithmException {
                return new OpenSslSha1(libcrypto());
            }
        });
    }

    private synchronized Libcrypto libcrypto() throws NoSuchAlgorithmException {
        if (libcrypto == null && missing == null) {
            try {
                libcrypto = new Libcrypto(libraries);
            } catch (UnsupportedOperationException e) {
                missing = e;
                LOG.info("SHA-1 stays with Java, which is slower: {}", e.getMessage());
            }
        }
        if (missing != null) {
            throw new NoSuchAlgorithmException(missing.getMessage(), missing);
        }
        return libcrypto;
    }
}
