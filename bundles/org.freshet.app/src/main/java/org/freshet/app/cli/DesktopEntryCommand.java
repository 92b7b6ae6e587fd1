package org.freshet.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code freshet desktop-entry}: makes the program known to the user's desktop, or takes that back. */
final class DesktopEntryCommand implements Command {
    private static final String INSTALL = "install";
    private static final String REMOVE = "remove";

    @Override
    public CommandSpec spec() {
        return Options.command("desktop-entry", "Make Freshet known to your desktop: in its menu, for torrent files and magnet links.")
                .addPositional(Options.one("install|remove", "Whether to make it known or to take that back."));
    }

    @Override
    public int run(ParseResult line, Context context) throws CommandFailed, IOException, InterruptedException {
        String action = Options.parameter(line);
        if (!List.of(INSTALL, REMOVE).contains(action)) {
            throw CommandFailed.usage("desktop-entry takes install or remove, not \"" + action + "\"");
        }
        Path launcher = context.services().launcher()
                .orElseThrow(() -> CommandFailed.job("it is not known where this program lies; start it with its `freshet` script"));
        DesktopEntry entry = DesktopEntry.ofUser(System.getenv(), System.getProperty("user.home"));
        List<Path> files = action.equals(INSTALL) ? entry.install(launcher) : entry.remove();
        for (Path file : files) {
            context.terminal().line((action.equals(INSTALL) ? "wrote " : "removed ") + file);
        }
        if (files.isEmpty()) {
            context.terminal().line("there was nothing to remove");
        }
        return ExitCode.OK;
    }
}
