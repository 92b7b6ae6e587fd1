package org.freshet.app.cli;

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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Fetches a torrent file over HTTP. Bounds: its size, {@value #MOST_REDIRECTS} redirects, {@value #CONNECT_SECONDS} seconds to
 * connect and {@value #TOTAL_SECONDS} for each answer. What it says of a URL is without the query, which may hold a passkey.
 */
final class TorrentDownload {
    private static final int MOST_REDIRECTS = 5;
    private static final int CONNECT_SECONDS = 20;
    private static final int TOTAL_SECONDS = 120;
    private static final int OK = 200;

    private final int mostBytes;

    TorrentDownload(int mostBytes) {
        this.mostBytes = mostBytes;
    }

    /** The bytes behind a URL. */
    byte[] fetch(String url) throws CommandFailed, InterruptedException {
        URI at = parse(url);
        try (HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(CONNECT_SECONDS))
                .followRedirects(HttpClient.Redirect.NEVER).build()) {
            for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
                Answer answer = get(client, at);
                if (answer.body() != null) {
                    return answer.body();
                }
                at = redirected(at, answer.location());
            }
        }
        throw CommandFailed.job(withoutQuery(url) + " redirects more than " + MOST_REDIRECTS + " times");
    }

    /** Either a body, or where to look instead. */
    private record Answer(byte[] body, String location) {
    }

    private Answer get(HttpClient client, URI at) throws CommandFailed, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(at).header("User-Agent", "Freshet")
                .header("Accept-Encoding", "identity").GET().build();
        CompletableFuture<Answer> answer = CompletableFuture.supplyAsync(() -> {
            try {
                return read(client.send(request, HttpResponse.BodyHandlers.ofInputStream()), at);
            } catch (IOException | CommandFailed e) {
                throw new java.util.concurrent.CompletionException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new java.util.concurrent.CompletionException(e);
            }
        }, task -> Thread.ofVirtual().start(task));
        try {
            return answer.get(TOTAL_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            client.shutdownNow();
            throw CommandFailed.job(withoutQuery(at) + " did not answer in full within " + TOTAL_SECONDS + " seconds");
        } catch (ExecutionException e) {
            throw failure(at, e.getCause());
        }
    }

    private static CommandFailed failure(URI at, Throwable cause) {
        return switch (cause) {
            case CommandFailed said -> said;
            case HttpTimeoutException timeout -> CommandFailed.job("nobody answers at " + withoutQuery(at));
            case ConnectException refused when refused.getMessage() == null ->
                CommandFailed.job("cannot connect to " + withoutQuery(at) + ": refused, or the name is unknown");
            default -> CommandFailed.job("cannot fetch " + withoutQuery(at), cause);
        };
    }

    private Answer read(HttpResponse<InputStream> response, URI at) throws IOException, CommandFailed {
        try (InputStream body = response.body()) {
            int status = response.statusCode();
            Optional<String> location = response.headers().firstValue("Location");
            if (status / 100 == 3 && location.isPresent()) {
                return new Answer(null, location.get());
            }
            if (status != OK) {
                throw CommandFailed.job(withoutQuery(at) + " answers with HTTP status " + status);
            }
            // Counted, as the length that is announced may be missing or a lie.
            byte[] bytes = body.readNBytes(mostBytes + 1);
            if (bytes.length > mostBytes) {
                throw CommandFailed.job(withoutQuery(at) + " is larger than " + Text.bytes(mostBytes) + ", which no torrent is");
            }
            return new Answer(bytes, null);
        }
    }

    private static URI redirected(URI from, String location) throws CommandFailed {
        URI to;
        try {
            to = from.resolve(new URI(location));
        } catch (URISyntaxException e) {
            throw CommandFailed.job(withoutQuery(from) + " redirects to what is no URL", e);
        }
        boolean downgrade = "https".equalsIgnoreCase(from.getScheme()) && "http".equalsIgnoreCase(to.getScheme());
        if (downgrade || !"http".equalsIgnoreCase(to.getScheme()) && !"https".equalsIgnoreCase(to.getScheme())
                || to.getHost() == null) {
            throw CommandFailed.job(withoutQuery(from) + " redirects to " + withoutQuery(to) + ", which is not followed"
                    + (downgrade ? " as it is not encrypted" : ""));
        }
        return to;
    }

    private static URI parse(String url) throws CommandFailed {
        try {
            URI uri = new URI(url);
            if (uri.getHost() == null) {
                throw CommandFailed.usage(withoutQuery(url) + " has no host");
            }
            return uri;
        } catch (URISyntaxException e) {
            throw CommandFailed.usage(withoutQuery(url) + " is no URL: " + e.getReason());
        }
    }

    /** A URL as it may be shown. */
    static String withoutQuery(String url) {
        int end = url.length();
        for (char c : new char[] {'?', '#'}) {
            int at = url.indexOf(c);
            end = at < 0 ? end : Math.min(end, at);
        }
        String shown = url.substring(0, end);
        int host = shown.indexOf("://") + 3;
        int slash = shown.indexOf('/', host);
        int user = shown.lastIndexOf('@', slash < 0 ? shown.length() : slash);
        return user >= host && host >= 3 ? shown.substring(0, host) + shown.substring(user + 1) : shown;
    }

    private static String withoutQuery(URI uri) {
        return withoutQuery(uri.toString());
    }
}
