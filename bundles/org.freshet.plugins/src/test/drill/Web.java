package org.freshet.plugins.drill;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * A web server on loopback for the script {@code sources}: what is below the folder, and more under other paths: {@code /moved/…} sends
 * to {@code /…}, {@code /circle/…} to itself, {@code /cut/…} breaks off in the middle of jars, {@code /broken/…} answers with status 500.
 * Prints its port.
 */
public final class Web {
    private static final int GOOD = 200;
    private static final int MOVED = 302;
    private static final int MISSING = 404;
    private static final int BROKEN = 500;

    private Web() {
    }

    /** {@code Web FOLDER} */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]).toAbsolutePath().normalize();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> file(exchange, folder, exchange.getRequestURI().getPath(), false));
        server.createContext("/cut/", exchange -> file(exchange, folder, below("/cut", exchange), true));
        server.createContext("/moved/", exchange -> redirect(exchange, below("/moved", exchange)));
        server.createContext("/circle/", exchange -> redirect(exchange, exchange.getRequestURI().getPath()));
        server.createContext("/broken/", exchange -> {
            exchange.sendResponseHeaders(BROKEN, -1);
            exchange.close();
        });
        server.start();
        System.out.println(server.getAddress().getPort());
    }

    private static String below(String prefix, HttpExchange exchange) {
        return exchange.getRequestURI().getPath().substring(prefix.length());
    }

    private static void redirect(HttpExchange exchange, String to) throws IOException {
        exchange.getResponseHeaders().set("Location", to);
        exchange.sendResponseHeaders(MOVED, -1);
        exchange.close();
    }

    private static void file(HttpExchange exchange, Path folder, String path, boolean cut) throws IOException {
        Path file = folder.resolve(path.substring(1)).normalize();
        try (exchange) {
            if (!file.startsWith(folder) || !Files.isRegularFile(file)) {
                exchange.sendResponseHeaders(MISSING, -1);
                return;
            }
            byte[] bytes = Files.readAllBytes(file);
            boolean head = exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(GOOD, head ? -1 : bytes.length);
            if (!head) {
                OutputStream out = exchange.getResponseBody();
                out.write(bytes, 0, cut && path.endsWith(".jar") ? bytes.length / 2 : bytes.length);
                out.flush();
            }
        }
    }
}
