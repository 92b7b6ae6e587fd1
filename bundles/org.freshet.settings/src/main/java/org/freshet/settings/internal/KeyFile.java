package org.freshet.settings.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;

/**
 * The master key of secure storage: 256 random bits in a file of the user's configuration folder that only the user can read. It lies
 * outside the profile, so that a profile that is copied, backed up or sent in for a look at it does not give its secrets away, and it
 * asks nobody for a password, so that commands and services work where there is no desktop and no key ring. The environment variable
 * {@value #VARIABLE} names another file, whose whole content is the key then (a file on a token, or one that a service manager provides).
 *
 * <p>Who can read the user's files while the user is logged in can read the secrets: that is so with every store that asks nothing.
 */
final class KeyFile {

    /** Environment variable: a file that holds the key. */
    static final String VARIABLE = "FRESHET_SECRET_KEY_FILE";

    private static final int BYTES = 32;
    private static final int LONGEST = 4096;

    private final Path file;
    private final boolean own;

    private KeyFile(Path file, boolean own) {
        this.file = file;
        this.own = own;
    }

    /** The key file of a user, by the environment and the home folder. */
    static KeyFile of(Map<String, String> environment, Path home) {
        String named = environment.getOrDefault(VARIABLE, "");
        if (!named.isEmpty()) {
            return new KeyFile(Path.of(named), false);
        }
        Path configured = Path.of(environment.getOrDefault("XDG_CONFIG_HOME", ""));
        // A relative folder is to be ignored, says the XDG base directory specification.
        Path folder = configured.isAbsolute() ? configured : home.resolve(".config");
        return new KeyFile(folder.resolve("freshet").resolve("secret.key"), true);
    }

    Path path() {
        return file;
    }

    /** The key; made at first use unless the user named a file, which must be there then. */
    char[] key() throws IOException {
        if (own && Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
            make();
        }
        if (Files.size(file) > LONGEST) {
            throw new IOException("the key file " + file + " is longer than " + LONGEST + " bytes, so it is none");
        }
        String key = Files.readString(file, StandardCharsets.UTF_8).strip();
        if (key.isEmpty() || own && key.length() != 2 * BYTES) {
            throw new IOException("the key file " + file + " is damaged: " + key.length() + " characters where there were " + 2 * BYTES
                    + "; restore it, or delete it and enter the passwords anew");
        }
        return key.toCharArray();
    }

    private void make() throws IOException {
        Path folder = file.getParent();
        Files.createDirectories(folder);
        byte[] key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        try (SeekableByteChannel out = Files.newByteChannel(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                onlyForTheUser("rw-------"))) {
            out.write(ByteBuffer.wrap(HexFormat.of().formatHex(key).getBytes(StandardCharsets.US_ASCII)));
        } catch (FileAlreadyExistsException e) {
            // Another process was quicker: its key is the key.
            return;
        }
    }

    /** Permissions at creation; where the system has none of this kind, its own defaults hold. */
    static FileAttribute<?>[] onlyForTheUser(String permissions) {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))}
                : new FileAttribute<?>[0];
    }
}
