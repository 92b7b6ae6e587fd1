package org.freshet.app.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Another Freshet, in a process of its own, whose JSON lines are read as they come. */
final class DemoProcess implements AutoCloseable {
    /** Two of them must fit into what {@link StopSignal} grants. */
    private static final int END_SECONDS = 2;
    private final Process process;
    private final Path complaints;
    private volatile String line = "{}";
    private final CompletableFuture<Void> over = new CompletableFuture<>();
    private final Predicate<String> awaited;
    private final CompletableFuture<String> found = new CompletableFuture<>();

    private DemoProcess(Process process, Path complaints, Predicate<String> awaited) {
        this.process = process;
        this.complaints = complaints;
        this.awaited = awaited;
    }

    /**
     * Starts one.
     *
     * @param launcher the program that starts Freshet
     * @param complaints the file for its error stream
     * @param awaited recognizes the line that {@link #found} waits for
     */
    static DemoProcess start(Path launcher, List<String> arguments, Path complaints, Predicate<String> awaited)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(launcher.toString());
        command.addAll(arguments);
        Process process = new ProcessBuilder(command).redirectError(complaints.toFile()).start();
        process.getOutputStream().close();
        DemoProcess demo = new DemoProcess(process, complaints, awaited);
        Thread.ofPlatform().daemon().name("freshet-demo-reader").start(demo::read);
        return demo;
    }

    private void read() {
        try (BufferedReader reader = process.inputReader()) {
            for (String next = reader.readLine(); next != null; next = reader.readLine()) {
                line = next;
                if (awaited.test(next)) {
                    found.complete(next);
                }
            }
            found.completeExceptionally(new IOException("it ended"));
            process.onExit().thenRun(() -> over.complete(null));
        } catch (IOException e) {
            found.completeExceptionally(e);
            over.completeExceptionally(e);
        }
    }

    /** Done with the awaited line; failed if the process ends without it. */
    CompletableFuture<String> found() {
        return found;
    }

    /** Done when the process has ended and all that it said has been read. */
    CompletableFuture<Void> over() {
        return over;
    }

    /** What it said last. */
    String line() {
        return line;
    }

    int exitCode() {
        return process.exitValue();
    }

    /** The last line of its error stream, for a person who wonders what went wrong. */
    String complaint() throws IOException {
        List<String> lines = Files.readAllLines(complaints);
        return lines.isEmpty() ? "it said nothing" : lines.getLast();
    }

    /** Ends it: asked kindly at first. */
    @Override
    public void close() {
        process.toHandle().destroy();
        try {
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** A field of one of our own JSON lines: a number as it stands, a list's first number; empty if there is none. */
    static String field(String json, String name) {
        int at = json.indexOf("\"" + name + "\":");
        if (at < 0) {
            return "";
        }
        int start = at + name.length() + 3;
        start += json.startsWith("[", start) ? 1 : 0;
        int end = start;
        while (end < json.length() && (json.charAt(end) == '.' || json.charAt(end) >= '0' && json.charAt(end) <= '9')) {
            end++;
        }
        return json.substring(start, end);
    }
}
