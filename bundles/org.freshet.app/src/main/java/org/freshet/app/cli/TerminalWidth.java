package org.freshet.app.cli;

import java.io.File;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/** Asks once how many columns the terminal has: the variable {@code COLUMNS}, then {@code stty size}; 80 where neither knows. */
final class TerminalWidth implements IntSupplier {
    private static final int USUAL = 80;
    private static final int NARROWEST = 20;
    private static final int WIDEST = 400;
    private int columns;

    @Override
    public int getAsInt() {
        if (columns == 0) {
            int said = number(System.getenv("COLUMNS"));
            if (said == 0 && File.separatorChar == '/') {
                said = stty();
            }
            columns = said == 0 ? USUAL : Math.clamp(said, NARROWEST, WIDEST);
        }
        return columns;
    }

    private static int stty() {
        try {
            Process stty = new ProcessBuilder("stty", "size").redirectInput(new File("/dev/tty"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD).start();
            String answer = new String(stty.getInputStream().readNBytes(64), java.nio.charset.StandardCharsets.US_ASCII).strip();
            if (!stty.waitFor(1, TimeUnit.SECONDS)) {
                stty.destroyForcibly();
                return 0;
            }
            return number(answer.substring(answer.indexOf(' ') + 1));
        } catch (IOException e) {
            // No stty, no controlling terminal: the usual width serves.
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    /** 0 for what is no positive number. */
    private static int number(String text) {
        if (text == null || text.isEmpty() || text.length() > 4) {
            return 0;
        }
        int number = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return 0;
            }
            number = 10 * number + digit;
        }
        return number;
    }
}
