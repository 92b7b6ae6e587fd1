package org.freshet.plugins.internal;

import java.io.FileNotFoundException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.OperationCanceledException;
import org.eclipse.core.runtime.Status;
import org.eclipse.equinox.internal.p2.repository.Transport;
import org.eclipse.equinox.p2.core.ProvisionException;
import org.eclipse.equinox.p2.repository.artifact.IArtifactDescriptor;

/**
 * Fetches for p2, over http, https and from files, nothing larger than a bound: what a repository says is not to be believed. Metadata is
 * also unpacked once to see that it stays within bounds, since p2 reads it into memory as a whole. Any thread.
 */
final class BoundedTransport extends Transport {

    /** Most bytes of one file. */
    static final long MOST = 128L << 20;

    private static final String ID = "org.freshet.plugins";
    private static final Duration CONNECT = Duration.ofSeconds(20);
    private static final Duration ANSWER = Duration.ofSeconds(60);
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int GONE = 410;

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT).followRedirects(HttpClient.Redirect.NORMAL).build();

    // Abstract in the releases that still have it.
    @Override
    @SuppressWarnings("removal")
    public IStatus download(URI from, OutputStream to, long start, IProgressMonitor monitor) {
        return download(from, to, monitor);
    }

    @Override
    public IStatus downloadArtifact(URI from, OutputStream to, IArtifactDescriptor descriptor, IProgressMonitor monitor) {
        return download(from, to, monitor);
    }

    @Override
    public IStatus download(URI from, OutputStream to, IProgressMonitor monitor) {
        try (InputStream in = open(from, monitor)) {
            if (MetadataBounds.applyTo(from)) {
                Path copy = Files.createTempFile("freshet-p2-", null);
                try {
                    Files.write(copy, in.readAllBytes());
                    MetadataBounds.check(copy, from.getPath());
                    Files.copy(copy, to);
                } finally {
                    Files.delete(copy);
                }
            } else {
                in.transferTo(to);
            }
            return Status.OK_STATUS;
        } catch (NoSuchFileException | FileNotFoundException e) {
            return new Status(IStatus.ERROR, ID, ProvisionException.ARTIFACT_NOT_FOUND, Messages.bind(Messages.notThere, from), e);
        } catch (Attended.CancelledException e) {
            return Status.CANCEL_STATUS;
        } catch (IOException e) {
            return new Status(IStatus.ERROR, ID, ProvisionException.REPOSITORY_FAILED_READ, Messages.bind(Messages.unreadable, from, said(e)), e);
        }
    }

    @Override
    public InputStream stream(URI from, IProgressMonitor monitor) throws FileNotFoundException, CoreException {
        try {
            return open(from, monitor);
        } catch (NoSuchFileException e) {
            throw notFound(e);
        } catch (FileNotFoundException e) {
            throw e;
        } catch (Attended.CancelledException e) {
            throw cancelled(e);
        } catch (IOException e) {
            throw new ProvisionException(
                    new Status(IStatus.ERROR, ID, ProvisionException.REPOSITORY_FAILED_READ, Messages.bind(Messages.unreadable, from, said(e)), e));
        }
    }

    @Override
    public long getLastModified(URI of, IProgressMonitor monitor) throws FileNotFoundException, CoreException {
        try {
            if (isFile(of)) {
                return Files.getLastModifiedTime(Path.of(of)).toMillis();
            }
            HttpResponse<Void> answer = send(request(of).method("HEAD", HttpRequest.BodyPublishers.noBody()).build(),
                    HttpResponse.BodyHandlers.discarding(), new Attended(monitor, ANSWER));
            return answer.headers().firstValue("Last-Modified").map(BoundedTransport::millis).orElse(0L);
        } catch (NoSuchFileException e) {
            throw notFound(e);
        } catch (FileNotFoundException e) {
            throw e;
        } catch (Attended.CancelledException e) {
            throw cancelled(e);
        } catch (IOException e) {
            throw new ProvisionException(
                    new Status(IStatus.ERROR, ID, ProvisionException.REPOSITORY_FAILED_READ, Messages.bind(Messages.unreadable, of, said(e)), e));
        }
    }

    private static OperationCanceledException cancelled(Attended.CancelledException e) {
        OperationCanceledException same = new OperationCanceledException(e.getMessage());
        same.initCause(e);
        return same;
    }

    private static FileNotFoundException notFound(NoSuchFileException e) {
        FileNotFoundException same = new FileNotFoundException(e.getFile());
        same.initCause(e);
        return same;
    }

    /**
     * The content; reading beyond the bound fails.
     *
     * @param monitor ends waiting and reading when it is cancelled; may be null
     */
    InputStream open(URI from, IProgressMonitor monitor) throws IOException {
        if (isFile(from)) {
            Path file = Path.of(from);
            if (Files.size(file) > MOST) {
                throw new IOException(Messages.bind(Messages.tooLarge, MOST >> 20));
            }
            return Files.newInputStream(file);
        }
        Attended attended = new Attended(monitor, ANSWER);
        HttpResponse<InputStream> answer = send(request(from).GET().build(), HttpResponse.BodyHandlers.ofInputStream(), attended);
        return new Bounded(attended.stream(answer.body()), MOST);
    }

    private static HttpRequest.Builder request(URI uri) throws IOException {
        try {
            return HttpRequest.newBuilder(uri).timeout(ANSWER).header("User-Agent", "Freshet");
        } catch (IllegalArgumentException e) {
            throw new IOException(Messages.bind(Messages.unknownScheme, uri), e);
        }
    }

    private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler, Attended attended) throws IOException {
        try {
            HttpResponse<T> answer = attended.answer(http.sendAsync(request, handler));
            int status = answer.statusCode();
            if (status != OK && answer.body() instanceof InputStream body) {
                body.close();
            }
            if (status == NOT_FOUND || status == GONE) {
                throw new FileNotFoundException(request.uri().toString());
            }
            if (status != OK) {
                throw new IOException(Messages.bind(Messages.httpStatus, status));
            }
            return answer;
        } catch (ConnectException | HttpConnectTimeoutException e) { // the HTTP client gives them no words
            throw new IOException(Messages.bind(Messages.unreachable, request.uri().getAuthority()), e);
        }
    }

    private static long millis(String date) {
        try {
            return ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant().toEpochMilli();
        } catch (DateTimeParseException e) {
            // A server that writes something else has told nothing.
            return 0;
        }
    }

    private static boolean isFile(URI uri) {
        return "file".equals(uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT));
    }

    private static String said(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    /** Fails instead of giving more than it may. */
    static final class Bounded extends FilterInputStream {
        private long left;

        Bounded(InputStream in, long most) {
            super(in);
            this.left = most;
        }

        @Override
        public int read() throws IOException {
            int value = in.read();
            count(value < 0 ? 0 : 1);
            return value;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = in.read(bytes, offset, length);
            count(Math.max(0, read));
            return read;
        }

        @Override
        public long skip(long bytes) throws IOException {
            long skipped = in.skip(bytes);
            count(skipped);
            return skipped;
        }

        private void count(long bytes) throws IOException {
            left -= bytes;
            if (left < 0) {
                throw new IOException(Messages.bind(Messages.tooLarge, MOST >> 20));
            }
        }
    }
}
