package org.freshet.app.handover;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What goes over the socket. A request is the line {@code freshet 1}, one line for each source, percent-encoded since a path may hold a
 * line break, and an empty line; the answer is the line {@code ok}, or {@code error} and the reason.
 */
final class Message {
    /** Bounds what a process may make another keep. */
    static final int MAX_BYTES = 1 << 20;

    private static final String GREETING = "freshet 1";
    private static final String OK = "ok";

    private Message() {
    }

    static byte[] request(List<String> sources) throws IOException {
        StringBuilder text = new StringBuilder(GREETING).append('\n');
        for (String source : sources) {
            text.append(URLEncoder.encode(source, StandardCharsets.UTF_8)).append('\n');
        }
        byte[] bytes = text.append('\n').toString().getBytes(StandardCharsets.US_ASCII);
        if (bytes.length > MAX_BYTES) {
            throw new IOException(sources.size() + " sources at once are too many for the instance that runs; name fewer");
        }
        return bytes;
    }

    static List<String> readRequest(InputStream in) throws IOException {
        int[] budget = {MAX_BYTES};
        String greeting = line(in, budget);
        if (!greeting.equals(GREETING)) {
            throw new IOException("this version of Freshet does not understand the request \"" + greeting + "\"");
        }
        List<String> sources = new ArrayList<>();
        for (String line = line(in, budget); !line.isEmpty(); line = line(in, budget)) {
            try {
                sources.add(URLDecoder.decode(line, StandardCharsets.UTF_8));
            } catch (IllegalArgumentException e) {
                throw new IOException("a damaged request: " + e.getMessage(), e);
            }
        }
        return sources;
    }

    static byte[] accepted() {
        return (OK + "\n").getBytes(StandardCharsets.US_ASCII);
    }

    static byte[] refused(String reason) {
        return ("error " + reason.replace('\n', ' ') + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** Returns if the request was accepted; else fails with the reason. */
    static void readAnswer(InputStream in) throws IOException {
        String answer = line(in, new int[] {MAX_BYTES});
        if (!answer.equals(OK)) {
            throw new IOException("the instance that runs refuses: " + answer);
        }
    }

    private static String line(InputStream in, int[] budget) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the other side ended in the middle of a line");
            }
            if (--budget[0] <= 0) {
                throw new IOException("more than " + MAX_BYTES + " bytes in one message");
            }
            line.append((char) c);
        }
        return line.toString();
    }
}
