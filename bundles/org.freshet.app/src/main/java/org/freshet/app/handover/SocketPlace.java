package org.freshet.app.handover;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Where the socket of a profile is: {@code desktop.sock} in its folder. */
final class SocketPlace {
    /** The kernel takes 107 bytes; a longer name becomes a link to a socket in the temporary folder. */
    private static final int MAX_PATH = 100;
    private static final String NAME = "desktop.sock";

    private final Path profile;
    private final Path temporary;

    SocketPlace(Path profile, Path temporary) {
        this.profile = profile;
        this.temporary = temporary;
    }

    /**
     * Connects to the desktop of the profile.
     *
     * @throws IOException if there is none
     */
    SocketChannel connect() throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.connect(UnixDomainSocketAddress.of(profile.resolve(NAME).toRealPath()));
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /**
     * Listens in place of whoever did before. It is bound in a folder that nobody else can enter and moved once it has its permissions,
     * so that at no time others could connect.
     */
    ServerSocketChannel listen() throws IOException {
        remove();
        Path folder = privateFolder(profile);
        if (folder.resolve(NAME).toString().getBytes(java.nio.charset.StandardCharsets.UTF_8).length <= MAX_PATH) {
            ServerSocketChannel channel = bound(folder.resolve(NAME));
            Files.move(folder.resolve(NAME), profile.resolve(NAME), StandardCopyOption.ATOMIC_MOVE);
            Files.delete(folder);
            return channel;
        }
        Files.delete(folder);
        Path elsewhere = privateFolder(temporary).resolve(NAME);
        ServerSocketChannel channel = bound(elsewhere);
        Files.createSymbolicLink(profile.resolve(NAME), elsewhere);
        return channel;
    }

    /** Removes the socket, be it somebody's who was killed. */
    void remove() throws IOException {
        Path socket = profile.resolve(NAME);
        if (Files.isSymbolicLink(socket)) {
            Path elsewhere = Files.readSymbolicLink(socket);
            Files.deleteIfExists(elsewhere);
            try {
                Files.deleteIfExists(elsewhere.getParent());
            } catch (NoSuchFileException e) {
                // Somebody tidied the temporary folder; that was the aim.
                Files.deleteIfExists(socket);
                return;
            }
        }
        Files.deleteIfExists(socket);
    }

    private static Path privateFolder(Path parent) throws IOException {
        return Files.createTempDirectory(parent, ".sock",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    private static ServerSocketChannel bound(Path path) throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.bind(UnixDomainSocketAddress.of(path));
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }
}
