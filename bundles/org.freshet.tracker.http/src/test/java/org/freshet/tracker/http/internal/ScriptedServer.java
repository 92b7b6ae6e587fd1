package org.freshet.tracker.http.internal;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server on loopback that reads a request and then does exactly what the test's script says, byte for byte. */
final class ScriptedServer implements AutoCloseable {

    /** Answers one request; the connection is closed when it returns. */
    interface Script {
        void serve(Request request, OutputStream out) throws IOException, InterruptedException;
    }

    /** What was asked; {@code in} delivers whatever the client sends after it, and its end when the client leaves. */
    record Request(String target, Map<String, String> headers, InputStream in) {
        Map<String, String> parameters() {
            Map<String, String> parameters = new TreeMap<>();
            Arrays.stream(target.substring(target.indexOf('?') + 1).split("&"))
                    .forEach(p -> parameters.put(p.substring(0, p.indexOf('=')), p.substring(p.indexOf('=') + 1)));
            return parameters;
        }
    }

    final List<Request> requests = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final ServerSocket listener;
    private final Script script;
    private final String scheme;

    ScriptedServer(Script script) throws IOException {
        this("http", new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1")), script);
    }

    ScriptedServer(String scheme, ServerSocket listener, Script script) {
        this.scheme = scheme;
        this.listener = listener;
        this.script = script;
        Thread.ofVirtual().start(this::accept);
    }

    /** A script that answers 200 with a body and its length. */
    static Script body(String type, byte[] body) {
        return (request, out) -> answer(out, "200 OK", "Content-Type: " + type + "\r\n", body);
    }

    static Script body(String body) {
        return body("text/plain", latin(body));
    }

    /** A script that sends these bytes and nothing else. */
    static Script raw(String bytes) {
        return (request, out) -> out.write(latin(bytes));
    }

    static void answer(OutputStream out, String status, String headers, byte[] body) throws IOException {
        out.write(latin("HTTP/1.1 " + status + "\r\n" + headers + "Content-Length: " + body.length + "\r\n\r\n"));
        out.write(body);
    }

    /** Each character a byte. */
    static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    int port() {
        return listener.getLocalPort();
    }

    String base() {
        return scheme + "://127.0.0.1:" + port();
    }

    URI uri(String rest) {
        return URI.create(base() + rest);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                sockets.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            String[] first = line(in).split(" ");
            Map<String, String> headers = new TreeMap<>();
            for (String line = line(in); !line.isEmpty(); line = line(in)) {
                int colon = line.indexOf(':');
                if (colon < 0) {
                    throw new IOException("no header: " + line);
                }
                headers.put(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
            }
            Request request = new Request(first[1], headers, in);
            requests.add(request);
            script.serve(request, socket.getOutputStream());
            socket.getOutputStream().flush();
            // Not a reset, which could overtake the answer.
            socket.shutdownOutput();
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // The client left, as some tests want it to; what the client makes of it is what they look at.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("the request ended early");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
