package org.freshet.plugins;

import java.util.List;

import org.osgi.annotation.versioning.ConsumerType;

/** Asks a person whether content may be installed. Called on the thread that installs. */
@ConsumerType
@FunctionalInterface
public interface Consent {

    /** Shows what is about to be installed, none of which has run yet, and tells whether it may. */
    boolean given(List<Content> contents);

    /**
     * A bundle that is about to be installed.
     *
     * @param name symbolic name
     * @param version of the bundle
     * @param bytes its size
     * @param publishers who signed all of it; empty if nobody did
     */
    record Content(String name, String version, long bytes, List<Publisher> publishers) {

        /** Whether all of it is signed by somebody whom the Java runtime's certificate authorities vouch for. */
        public boolean trusted() {
            return publishers.stream().anyMatch(Publisher::trusted);
        }
    }

    /**
     * A signer.
     *
     * @param chain distinguished names, the signer's own first, its issuer next, and so on
     * @param fingerprint SHA-256 of the signer's certificate, in hexadecimal
     * @param trusted whether the Java runtime's certificate authorities vouch for it
     * @param remark for people: expired, not yet valid; empty if there is none
     */
    record Publisher(List<String> chain, String fingerprint, boolean trusted, String remark) {
    }
}
