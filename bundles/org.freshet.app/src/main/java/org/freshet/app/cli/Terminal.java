package org.freshet.app.cli;

import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntSupplier;

/**
 * Where a command writes: results and progress to one stream, complaints to the other. Used by the thread that runs the command.
 */
final class Terminal {
    private static final int BUFFER = 8192;

    private final PrintStream out;
    private final PrintStream err;
    private final boolean interactive;
    private final IntSupplier width;
    private int barColumns;

    /**
     * A terminal made of parts.
     *
     * @param interactive whether a person watches {@code out}, so that a line may be drawn over
     * @param width its columns, asked for only if it is interactive
     */
    Terminal(OutputStream out, OutputStream err, Charset charset, boolean interactive, IntSupplier width) {
        this.out = new PrintStream(new BufferedOutputStream(out, BUFFER), false, charset);
        this.err = new PrintStream(new BufferedOutputStream(err, BUFFER), false, charset);
        this.interactive = interactive;
        this.width = width;
    }

    /** The terminal, pipe or file that the process was started with. */
    static Terminal ofProcess() {
        boolean interactive = isTerminal() && !"dumb".equals(System.getenv("TERM"));
        return new Terminal(new FileOutputStream(FileDescriptor.out), new FileOutputStream(FileDescriptor.err),
                System.out.charset(), interactive, new TerminalWidth());
    }

    /**
     * Whether standard output is a terminal. Since Java 22 there may be a {@code Console} without one, and asking it needs a
     * method that Java 21 lacks; Linux says what the descriptor is, and elsewhere the launcher passes
     * {@code jdk.console=java.base}, whose console exists for terminals only.
     */
    private static boolean isTerminal() {
        Path descriptor = Path.of("/proc/self/fd/1");
        if (Files.isSymbolicLink(descriptor)) {
            try {
                String target = Files.readSymbolicLink(descriptor).toString();
                return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
            } catch (IOException e) {
                // Not readable means not known; plain lines suit everything.
                return false;
            }
        }
        return System.console() != null;
    }

    boolean interactive() {
        return interactive;
    }

    /** Columns of the window. */
    int columns() {
        return width.getAsInt();
    }

    /** Writes a line of the result; what is a progress bar goes first. */
    void line(String text) {
        endBar();
        out.print(text);
        out.print(System.lineSeparator());
        if (interactive) {
            out.flush();
        }
    }

    /** Writes a line of the result and sees that whoever reads it has it at once. */
    void lineNow(String text) {
        line(text);
        out.flush();
    }

    /** Draws the progress bar over the last one. Only for an interactive terminal. */
    void bar(String text) {
        int columns = Text.columns(text);
        StringBuilder line = new StringBuilder(text.length() + 16).append('\r').append(text);
        for (int i = columns; i < barColumns; i++) {
            line.append(' ');
        }
        out.print(line.append('\r'));
        out.flush();
        barColumns = columns;
    }

    /** Removes the progress bar, so that other lines can be written. */
    void endBar() {
        if (barColumns > 0) {
            bar("");
        }
    }

    /** Complains: one line, with the program's name in front. */
    void complain(String message) {
        endBar();
        out.flush();
        err.print("freshet: ");
        err.print(Text.oneLine(message));
        err.print(System.lineSeparator());
        err.flush();
    }

    /** Complains of a mistake in Freshet itself, with what those who mend it need to know. */
    void defect(RuntimeException defect) {
        complain("a defect of Freshet, which its makers would like to hear of: " + defect);
        defect.printStackTrace(err);
        err.flush();
    }

    /** Asks the person at the terminal; empty if nobody answers. */
    String ask(String question) {
        endBar();
        out.print(question);
        out.flush();
        try {
            String answer = new BufferedReader(new InputStreamReader(System.in, out.charset())).readLine();
            return answer == null ? "" : answer;
        } catch (IOException e) {
            complain("no answer can be read: " + e.getMessage());
            return "";
        }
    }

    /** What is printed in many parts, such as a usage text. */
    PrintStream out() {
        return out;
    }

    void flush() {
        out.flush();
        err.flush();
    }
}
