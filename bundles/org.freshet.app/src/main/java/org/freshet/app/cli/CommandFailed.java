package org.freshet.app.cli;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** Ends a command with an exit code and one line for a person. */
final class CommandFailed extends Exception {
    private static final long serialVersionUID = 1L;
    private final int exitCode;
    private boolean reported;

    private CommandFailed(int exitCode, String message, Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    /** The job failed. */
    static CommandFailed job(String message) {
        return new CommandFailed(ExitCode.FAILED, message, null);
    }

    /** The job failed because of {@code cause}, whose words follow {@code message} (which may be empty). */
    static CommandFailed job(String message, Throwable cause) {
        String why = why(cause);
        return new CommandFailed(ExitCode.FAILED, message.isEmpty() ? why : message + ": " + why, cause);
    }

    /** The command line, or the torrent it names, cannot be used. */
    static CommandFailed usage(String message) {
        return new CommandFailed(ExitCode.USAGE, message, null);
    }

    /** The same, with the exception that says so. */
    static CommandFailed usage(String message, Throwable cause) {
        return new CommandFailed(ExitCode.USAGE, message, cause);
    }

    /** The words of an exception: its message, or the name of its class; those of file errors name the error, too. */
    static String why(Throwable failure) {
        Throwable cause = failure;
        while ((cause instanceof CompletionException || cause instanceof ExecutionException) && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof java.nio.file.NoSuchFileException missing) {
            return missing.getFile() + " does not exist";
        }
        if (cause instanceof java.nio.file.AccessDeniedException denied) {
            return "access to " + denied.getFile() + " is denied";
        }
        if (cause instanceof java.nio.file.FileAlreadyExistsException taken) {
            return taken.getFile() + " is there already and is no folder";
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    /** The failure of torrents, each of which has been reported already. */
    static CommandFailed of(java.util.List<Watched> failed) {
        StringBuilder all = new StringBuilder();
        for (Watched torrent : failed) {
            all.append(all.isEmpty() ? "" : "; ").append(torrent.name()).append(": ").append(torrent.error());
        }
        CommandFailed failure = new CommandFailed(failed.getFirst().exitCode(), all.toString(), null);
        failure.reported = true;
        return failure;
    }

    /** The job failed, and the JSON says so already. */
    static CommandFailed reported(String message) {
        CommandFailed failure = job(message);
        failure.reported = true;
        return failure;
    }

    /** Whether a program that reads our JSON has been told already. */
    boolean reported() {
        return reported;
    }

    int exitCode() {
        return exitCode;
    }
}
