/**
 * SHA-1 for the whole program by the system's OpenSSL, as a provider of Java's own security framework (JCA): nobody calls this bundle, and
 * without it, or where there is no OpenSSL, Java's digest does the same work more slowly.
 */
package org.freshet.digest.openssl.internal;
