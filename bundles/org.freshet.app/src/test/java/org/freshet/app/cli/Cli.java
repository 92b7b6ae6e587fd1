package org.freshet.app.cli;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.freshet.discovery.TrackerHost;
import org.freshet.engine.SessionFactory;
import org.freshet.plugins.Plugins;

/** Runs the program as a user does, with an engine, a clock and a terminal of the test's own. */
final class Cli {
    final FakeEngine engine = new FakeEngine();
    final FakePace pace = new FakePace();
    /** The clock of the commands; those that work on threads of their own need the real one. */
    Pace time = pace;
    final StopSignal stop = new StopSignal();
    final Path profile;
    Path launcher;
    Plugins plugins;
    /** The desktop that is installed, or null. */
    Desktop desktop;
    Optional<String> noDisplay = Optional.empty();
    boolean interactive;
    boolean engineAsked;
    boolean sessionExpected;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    Cli(Path folder) {
        this.profile = folder.resolve("profile");
    }

    int run(String... arguments) throws InterruptedException {
        Terminal terminal = new Terminal(out, err, StandardCharsets.UTF_8, interactive, () -> 80);
        Services services = new Services() {
            @Override
            public Optional<SessionFactory> sessions() {
                engineAsked = true;
                return Optional.of(engine);
            }

            @Override
            public void expectSession() {
                sessionExpected = true;
            }

            @Override
            public Optional<Path> launcher() {
                return Optional.ofNullable(launcher);
            }

            @Override
            public Optional<Plugins> plugins() {
                return Optional.ofNullable(plugins);
            }

            @Override
            public Optional<TrackerHost.Hosted> tracker() {
                return Optional.empty();
            }

            @Override
            public Optional<Desktop> desktop() {
                return Optional.ofNullable(desktop);
            }

            @Override
            public Optional<String> noDisplay() {
                return noDisplay;
            }
        };
        return new Freshet("1.2.3", terminal, services, profile, () -> stop, time).run(List.of(arguments));
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    List<String> lines() {
        return out().lines().toList();
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
