package org.freshet.ui.add.internal.model;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

import org.eclipse.osgi.util.NLS;
import org.freshet.ui.Quantities;
import org.freshet.ui.add.internal.Messages;

/**
 * Fetches a torrent file from a web server. Bounds: its size, {@value #MOST_REDIRECTS} redirects, and a time for the whole. What
 * it says of a URL is without user and query, which may hold a passkey. Blocks; any thread but that of the user interface.
 */
public final class TorrentFetch {
    private static final int MOST_REDIRECTS = 5;
    private static final Duration CONNECT = Duration.ofSeconds(20);
    private static final int OK = 200;
    private static final int CHUNK = 16 << 10;
    private static final int LOOK_MILLIS = 100;

    private final int mostBytes;
    private final Duration mostTime;

    /** Hears how far it is. */
    @FunctionalInterface
    public interface Progress {
        /**
         * Some bytes have come; any thread.
         *
         * @param total what the server announces, or -1
         */
        void fetched(long bytes, long total);
    }

    /**
     * What was found: the bytes of a torrent, or a magnet link that the server redirects to.
     *
     * @param torrent or null
     * @param magnet  or null
     */
    public record Found(byte[] torrent, String magnet) {
    }

    private record Answer(byte[] body, String location) {
    }

    /** It did not work; the message is for the user. */
    public static final class FetchException extends IOException {
        FetchException(String message) {
            super(message);
        }

        FetchException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    public TorrentFetch(int mostBytes, Duration mostTime) {
        this.mostBytes = mostBytes;
        this.mostTime = mostTime;
    }

    /**
     * Fetches.
     *
     * @param cancelled asked some times a second; once it says yes, the fetch ends
     * @throws CancellationException if it was cancelled
     */
    public Found fetch(URI url, Progress progress, BooleanSupplier cancelled) throws FetchException, InterruptedException {
        // Closing waits for what runs, so what hangs is ended first.
        HttpClient client = HttpClient.newBuilder().connectTimeout(CONNECT).followRedirects(HttpClient.Redirect.NEVER).build();
        FutureTask<Found> task = new FutureTask<>(() -> follow(client, url, progress));
        Thread thread = Thread.ofVirtual().name("freshet-fetch").start(task);
        try {
            return await(task, url, cancelled);
        } catch (ExecutionException e) {
            throw failure(url, e.getCause());
        } finally {
            client.shutdownNow();
            thread.interrupt();
        }
    }

    private Found await(FutureTask<Found> task, URI url, BooleanSupplier cancelled)
            throws FetchException, InterruptedException, ExecutionException {
        long deadline = System.nanoTime() + mostTime.toNanos();
        while (true) {
            try {
                return task.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                if (cancelled.getAsBoolean()) {
                    throw new CancellationException(withoutSecrets(url.toString()));
                }
                if (System.nanoTime() > deadline) {
                    throw new FetchException(NLS.bind(Messages.fetch_tooSlow, shown(url), Quantities.duration(mostTime)), e);
                }
            }
        }
    }

    private static FetchException failure(URI url, Throwable cause) {
        return switch (cause) {
            case FetchException said -> said;
            case HttpTimeoutException timeout -> new FetchException(NLS.bind(Messages.fetch_nobody, shown(url)), timeout);
            case ConnectException refused -> new FetchException(NLS.bind(Messages.fetch_refused, shown(url)), refused);
            default -> new FetchException(NLS.bind(Messages.fetch_failed, shown(url),
                    cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage()), cause);
        };
    }

    private Found follow(HttpClient client, URI url, Progress progress) throws IOException, InterruptedException {
        URI at = url;
        for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
            HttpRequest request = HttpRequest.newBuilder(at).header("User-Agent", "Freshet").header("Accept-Encoding", "identity")
                    .GET().build();
            Answer answer = read(client.send(request, HttpResponse.BodyHandlers.ofInputStream()), at, progress);
            if (answer.body != null) {
                return new Found(answer.body, null);
            }
            if (GivenReader.isMagnet(answer.location)) {
                return new Found(null, answer.location);
            }
            at = redirected(at, answer.location);
        }
        throw new FetchException(NLS.bind(Messages.fetch_redirects, shown(url), MOST_REDIRECTS));
    }

    private Answer read(HttpResponse<InputStream> response, URI at, Progress progress) throws IOException {
        try (InputStream body = response.body()) {
            int status = response.statusCode();
            Optional<String> location = response.headers().firstValue("Location");
            if (status / 100 == 3 && location.isPresent()) {
                return new Answer(null, location.get());
            }
            if (status != OK) {
                throw new FetchException(NLS.bind(Messages.fetch_status, shown(at), status));
            }
            long announced = response.headers().firstValueAsLong("Content-Length").orElse(-1);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            byte[] chunk = new byte[CHUNK];
            for (int count = body.read(chunk); count >= 0; count = body.read(chunk)) {
                // Counted, as the length that is announced may be missing or a lie.
                if (bytes.size() + count > mostBytes) {
                    throw new FetchException(NLS.bind(Messages.fetch_tooLarge, shown(at), Quantities.bytes(mostBytes)));
                }
                bytes.write(chunk, 0, count);
                progress.fetched(bytes.size(), announced);
            }
            return new Answer(bytes.toByteArray(), null);
        }
    }

    private static URI redirected(URI from, String location) throws FetchException {
        URI to;
        try {
            to = from.resolve(new URI(location));
        } catch (URISyntaxException e) {
            throw new FetchException(NLS.bind(Messages.fetch_badRedirect, shown(from)), e);
        }
        if ("https".equalsIgnoreCase(from.getScheme()) && "http".equalsIgnoreCase(to.getScheme())) {
            throw new FetchException(NLS.bind(Messages.fetch_downgrade, shown(from), shown(to)));
        }
        if (!GivenReader.isUrl(to.toString()) || to.getHost() == null) {
            throw new FetchException(NLS.bind(Messages.fetch_badRedirect, shown(from)));
        }
        return to;
    }

    private static String shown(URI url) {
        return withoutSecrets(url.toString());
    }

    /** A URL as it may be shown: without user, query and fragment. */
    public static String withoutSecrets(String url) {
        String shown = url.replaceFirst("[?#].*$", "");
        return shown.replaceFirst("^([A-Za-z][A-Za-z0-9+.-]*://)[^/]*@", "$1");
    }
}
