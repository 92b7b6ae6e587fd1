package org.freshet.plugins.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.SignatureException;
import java.util.Locale;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;

/** What the Java platform says of a jar's signatures (JAR File Specification, "Signed JAR File"). */
final class JarSignature {

    private static final long MOST_BYTES = 1L << 30;
    private static final Pattern NOT_SIGNED = Pattern.compile("META-INF/(MANIFEST\\.MF|SIG-[^/]*|[^/]+\\.(SF|DSA|RSA|EC))");

    private JarSignature() {
    }

    /**
     * Reads all of the jar. Whether every entry is signed; one that somebody added later is not.
     *
     * @throws SignatureException if anything signed, or the signature itself, was changed
     * @throws IOException if the jar cannot be read, or holds more than is allowed
     */
    static boolean coversAll(Path jar) throws IOException, SignatureException {
        boolean all = true;
        long left = MOST_BYTES;
        byte[] buffer = new byte[1 << 16];
        try (JarFile file = new JarFile(jar.toFile(), true)) {
            for (JarEntry entry : (Iterable<JarEntry>) file.stream()::iterator) {
                if (entry.isDirectory()) {
                    continue;
                }
                try (InputStream in = file.getInputStream(entry)) {
                    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                        left -= read;
                        if (left < 0) {
                            throw new IOException(Messages.bind(Messages.tooLarge, MOST_BYTES >> 20));
                        }
                    }
                }
                // Its signers are known once it has been read to its end.
                boolean counts = !NOT_SIGNED.matcher(entry.getName().toUpperCase(Locale.ROOT)).matches();
                all &= !counts || entry.getCodeSigners() != null;
            }
        } catch (SecurityException e) {
            throw new SignatureException(Messages.bind(Messages.brokenSignature, e.getMessage()), e);
        }
        return all;
    }
}
