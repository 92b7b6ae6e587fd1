package org.freshet.app.handover;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The place of the one desktop of a profile, held until {@link #close}. A lock decides who has it, so that of two that start at once one
 * hands over to the other, and a process that was killed bars nobody.
 */
public final class Handover implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Handover.class);
    /** How long one that is starting, or busy, may take to answer. */
    private static final long PATIENCE_MILLIS = 10_000;
    private static final long PAUSE_MILLIS = 50;
    /** Requests that wait for the window; more are refused. */
    private static final int MAX_WAITING = 100;

    private final FileChannel lockFile;
    private final SocketPlace place;
    private final ServerSocketChannel server;
    private final List<List<String>> waiting = new ArrayList<>();
    private Consumer<List<String>> receiver;

    private Handover(FileChannel lockFile, SocketPlace place) throws IOException {
        this.lockFile = lockFile;
        this.place = place;
        this.server = place.listen();
    }

    /**
     * Takes the place of the desktop of a profile, or hands the request to the process that has it.
     *
     * @param sources absolute paths, magnet links and URLs; none to bring the window to the front
     * @return the place, with the request as its first; empty if the other process has taken the request
     * @throws IOException if the profile's folder cannot be used, or the other process refuses or does not answer
     */
    public static Optional<Handover> takeOrDeliver(Path profile, List<String> sources) throws IOException, InterruptedException {
        return takeOrDeliver(profile, sources, Path.of(System.getProperty("java.io.tmpdir")));
    }

    static Optional<Handover> takeOrDeliver(Path profile, List<String> sources, Path temporary) throws IOException, InterruptedException {
        Files.createDirectories(profile);
        SocketPlace place = new SocketPlace(profile, temporary);
        FileChannel lockFile = FileChannel.open(profile.resolve("desktop.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
            while (true) {
                FileLock lock = lockFile.tryLock();
                if (lock != null) {
                    Handover taken = new Handover(lockFile, place);
                    taken.request(sources);
                    taken.listen();
                    return Optional.of(taken);
                }
                Optional<SocketChannel> other = connected(place);
                if (other.isPresent()) {
                    deliver(other.get(), sources);
                    lockFile.close();
                    return Optional.empty();
                }
                if (System.nanoTime() > deadline) {
                    throw new IOException("another window of the profile " + profile + " is starting or ending and does not answer;"
                            + " try again later");
                }
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
        } catch (IOException | InterruptedException | RuntimeException e) {
            lockFile.close();
            throw e;
        }
    }

    /** Empty while the one that holds the lock has no socket: it starts, or it ends. */
    private static Optional<SocketChannel> connected(SocketPlace place) {
        try {
            return Optional.of(place.connect());
        } catch (IOException e) {
            LOG.debug("nobody listens yet or any more", e);
            return Optional.empty();
        }
    }

    private static void deliver(SocketChannel channel, List<String> sources) throws IOException, InterruptedException {
        byte[] request = Message.request(sources);
        // A blocking read knows no timeout, so it happens on a thread whose channel can be closed.
        try (channel; ExecutorService thread = Executors.newVirtualThreadPerTaskExecutor()) {
            try {
                thread.submit(() -> {
                    channel.write(ByteBuffer.wrap(request));
                    Message.readAnswer(Channels.newInputStream(channel));
                    return null;
                }).get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                throw new IOException("the window of this profile does not answer; end it and try again", e);
            } catch (ExecutionException e) {
                throw new IOException("could not reach the window of this profile: " + e.getCause().getMessage(), e.getCause());
            } finally {
                channel.close();
            }
        }
    }

    /** See {@link org.freshet.app.desktop.DesktopRun#requests}. */
    public synchronized void receive(Consumer<List<String>> opener) {
        receiver = opener;
        waiting.forEach(opener);
        waiting.clear();
    }

    /** Gives the place up. Requests that nobody received are lost. */
    @Override
    public void close() throws IOException {
        try (lockFile) {
            server.close();
            place.remove();
        }
    }

    private synchronized void request(List<String> sources) throws IOException {
        if (receiver != null) {
            receiver.accept(sources);
        } else if (waiting.size() < MAX_WAITING) {
            waiting.add(sources);
        } else {
            throw new IOException("it is starting, and too much waits already");
        }
    }

    private void listen() {
        Thread.ofPlatform().daemon().name("freshet-handover").start(() -> {
            while (server.isOpen()) {
                try {
                    SocketChannel client = server.accept();
                    // One that says nothing keeps nobody else waiting.
                    Thread.ofVirtual().name("freshet-handover-client").start(() -> serve(client));
                } catch (ClosedChannelException e) {
                    return;
                } catch (IOException e) {
                    LOG.warn("further calls of freshet cannot reach this window: {}", e.toString());
                    return;
                }
            }
        });
    }

    private void serve(SocketChannel client) {
        try (client; InputStream in = Channels.newInputStream(client)) {
            byte[] answer;
            try {
                request(Message.readRequest(in));
                answer = Message.accepted();
            } catch (IOException e) {
                answer = Message.refused(e.getMessage());
            }
            client.write(ByteBuffer.wrap(answer));
        } catch (IOException e) {
            LOG.debug("a caller went away before it had its answer", e);
        }
    }
}
