package org.freshet.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The program: reads the command line, runs the command and turns its end into an exit code. Everything that a user reads of a
 * failure is one line on the error stream.
 */
public final class Freshet {
    private static final String PROFILE = "--profile";
    private static final String VERSION = "--version";

    private final String version;
    private final Terminal terminal;
    private final Services services;
    private final Path defaultProfile;
    private final Supplier<StopSignal> stopSignals;
    private final Pace pace;

    Freshet(String version, Terminal terminal, Services services, Path defaultProfile, Supplier<StopSignal> stopSignals,
            Pace pace) {
        this.version = version;
        this.terminal = terminal;
        this.services = services;
        this.defaultProfile = defaultProfile;
        this.stopSignals = stopSignals;
        this.pace = pace;
    }

    /**
     * The program with the terminal, the signals and the clock of this process.
     *
     * @param version what {@code --version} prints
     * @param services what commands need of other bundles
     * @param defaultProfile the profile where the command line names none
     */
    public static Freshet ofProcess(String version, Services services, Path defaultProfile) {
        return new Freshet(version, Terminal.ofProcess(), services, defaultProfile, StopSignal::ofProcess, Pace.real());
    }

    /** Commands by name, in the order of the usage text. Those that are not run are not made, save for the usage text. */
    private static Map<String, Supplier<Command>> commands() {
        Map<String, Supplier<Command>> commands = new java.util.LinkedHashMap<>();
        commands.put("download", DownloadCommand::new);
        commands.put("seed", SeedCommand::new);
        commands.put("create", CreateCommand::new);
        commands.put("show", ShowCommand::new);
        commands.put("check", CheckCommand::new);
        commands.put("demo", DemoCommand::new);
        commands.put("open", OpenCommand::new);
        commands.put("desktop-entry", DesktopEntryCommand::new);
        commands.put("plugins", PluginsCommand::new);
        return commands;
    }

    /** Runs one command to its end and returns the exit code of the process. */
    public int run(List<String> arguments) throws InterruptedException {
        try {
            if (arguments.equals(List.of(VERSION))) {
                terminal.line("freshet " + version);
                return ExitCode.OK;
            }
            if (asksForTheWindow(arguments)) {
                Optional<Desktop> desktop = services.desktop();
                Optional<String> noDisplay = services.noDisplay();
                if (desktop.isPresent() && noDisplay.isEmpty()) {
                    // Without picocli, which would be a good part of the time until the window is there.
                    return windowOf(desktop.get(), arguments);
                }
                if (desktop.isPresent()) {
                    terminal.complain("no window opens: " + noDisplay.get());
                }
            }
            return parsedAndRun(arguments);
        } catch (RuntimeException e) {
            terminal.defect(e);
            return ExitCode.FAILED;
        } finally {
            terminal.endBar();
            terminal.flush();
        }
    }

    /** Whether there is nothing on the command line but perhaps a profile. */
    private static boolean asksForTheWindow(List<String> arguments) {
        for (int i = 0; i < arguments.size(); i++) {
            if (arguments.get(i).equals(PROFILE) && i + 1 < arguments.size()) {
                i++;
            } else if (!arguments.get(i).startsWith(PROFILE + "=")) {
                return false;
            }
        }
        return true;
    }

    private int windowOf(Desktop desktop, List<String> arguments) throws InterruptedException {
        try {
            String last = arguments.isEmpty() ? null : arguments.getLast();
            String named = last != null && last.startsWith(PROFILE + "=") ? last.substring(PROFILE.length() + 1) : last;
            return desktop.run(named == null ? defaultProfile : Places.folder(PROFILE, named), List.of());
        } catch (CommandFailed e) {
            terminal.complain(e.getMessage());
            return e.exitCode();
        } catch (IOException e) {
            terminal.complain(CommandFailed.why(e));
            return ExitCode.FAILED;
        }
    }

    private int parsedAndRun(List<String> arguments) throws InterruptedException {
        Map<String, Supplier<Command>> commands = commands();
        String chosen = chosen(arguments, commands);
        Command command = chosen == null ? null : commands.get(chosen).get();
        if (command instanceof SessionCommand) {
            // picocli takes as long to load as the engine does; side by side they take half.
            services.expectSession();
        }
        CommandLine root = root();
        if (command != null) {
            root.addSubcommand(chosen, new CommandLine(command.spec()));
        } else {
            commands.forEach((name, maker) -> root.addSubcommand(name, new CommandLine(maker.get().spec())));
        }
        try {
            return run(root.parseArgs(arguments.toArray(String[]::new)), command, root);
        } catch (ParameterException e) {
            terminal.complain(complaint(e));
            return ExitCode.USAGE;
        }
    }

    private static CommandLine root() {
        CommandSpec spec = Options.command("freshet", "A BitTorrent client.");
        spec.addOption(OptionSpec.builder(PROFILE).type(String.class).paramLabel("DIR")
                .description("The folder with the torrent list and what is known of their data.")
                .scopeType(CommandLine.ScopeType.INHERIT).build());
        spec.addOption(Options.flag("Print the version.", VERSION));
        spec.usageMessage().footer("", "`freshet` without a command opens the window. `freshet COMMAND --help` explains a command.",
                "Exit codes: 0 done, 1 failed, 2 wrong command line or unusable torrent, 130 stopped by Ctrl-C.");
        // A path may begin with @, and a dollar sign in it is one.
        return new CommandLine(spec).setExpandAtFiles(false).setInterpolateVariables(false);
    }

    /**
     * The command among the arguments, or null: the first that is no option, nor the value of the one option before a
     * command.
     */
    private static String chosen(List<String> arguments, Map<String, ?> commands) {
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (argument.equals(PROFILE)) {
                i++;
            } else if (!argument.startsWith("-")) {
                return commands.containsKey(argument) ? argument : null;
            }
        }
        return null;
    }

    private int run(ParseResult parsed, Command command, CommandLine root) throws InterruptedException {
        ParseResult line = parsed.hasSubcommand() ? parsed.subcommand() : parsed;
        if (line.isUsageHelpRequested() || parsed.isUsageHelpRequested()) {
            line.commandSpec().commandLine().usage(terminal.out());
            return ExitCode.OK;
        }
        if (Options.has(parsed, VERSION)) {
            terminal.line("freshet " + version);
            return ExitCode.OK;
        }
        if (command == null) {
            root.usage(terminal.out());
            return ExitCode.OK;
        }
        try {
            String named = Options.text(line, PROFILE) == null ? Options.text(parsed, PROFILE) : Options.text(line, PROFILE);
            Path profile = named == null ? defaultProfile : Places.folder(PROFILE, named);
            return command.run(line, new Context(terminal, services, profile, stopSignals, pace));
        } catch (CommandFailed e) {
            return failed(e, line);
        } catch (IOException e) {
            return failed(CommandFailed.job("", e), line);
        }
    }

    private int failed(CommandFailed failure, ParseResult line) {
        boolean json = line.commandSpec().findOption(Options.JSON) != null && Options.has(line, Options.JSON);
        if (json && !failure.reported()) {
            terminal.lineNow(new JsonLine().put("event", "failed").put("error", failure.getMessage())
                    .putThousandths("time", pace.millis()).toString());
        }
        terminal.complain(failure.getMessage());
        return failure.exitCode();
    }

    private static String complaint(ParameterException e) {
        String command = e.getCommandLine().getCommandSpec().qualifiedName();
        if (e instanceof UnmatchedArgumentException unmatched) {
            String first = unmatched.getUnmatched().getFirst();
            List<String> suggestions = unmatched.getSuggestions();
            String what = unmatched.isUnknownOption() ? "unknown option " : command.equals("freshet") ? "unknown command "
                    : "unexpected ";
            return what + "'" + first + "'" + (suggestions.isEmpty() ? "; see " + command + " --help"
                    : "; did you mean " + String.join(" or ", suggestions.subList(0, Math.min(2, suggestions.size()))) + "?");
        }
        String message = e.getMessage() == null ? "wrong command line" : e.getMessage();
        String said = Character.toLowerCase(message.charAt(0)) + message.substring(1);
        return e instanceof MissingParameterException ? said + "; see " + command + " --help" : said;
    }
}
