package org.freshet.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.FutureTask;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** With a shell script in place of the two Freshets that the demo starts. */
@Timeout(60)
@EnabledOnOs({OS.LINUX, OS.MAC})
class DemoCommandTest {
    /** As a seed it says so and stays; as a download it copies, or does what a test says. */
    private static final String SCRIPT = """
            #!/bin/sh
            echo "$@" >> '%1$s/calls'
            if [ "$3" = seed ]; then
                echo $$ > '%1$s/pid'
                echo '{"state":"checking"}'
                echo '{"state":"seeding","listenPorts":[4711]}'
                exec sleep 600
            fi
            here=${4%%/*}/here
            echo '{"progress":0.500,"downRate":1000,"peers":1}'
            mkdir -p "$6"
            cp -r "$here/freshet-demo" "$6"
            %2$s
            """;

    @TempDir
    Path folder;
    private Cli cli;

    @BeforeEach
    void makeCli() {
        cli = new Cli(folder);
        cli.time = Pace.real();
    }

    private void script(String end) throws IOException {
        cli.launcher = folder.resolve("freshet");
        Files.writeString(cli.launcher, SCRIPT.formatted(folder, end));
        Files.setPosixFilePermissions(cli.launcher, PosixFilePermissions.fromString("rwx------"));
    }

    /** The folder that the demo worked in, as the script saw it. */
    private Path workFolder() throws IOException {
        String profile = Files.readAllLines(folder.resolve("calls")).getFirst().split(" ")[1];
        return Path.of(profile).getParent();
    }

    private boolean seedIsAlive() throws IOException {
        return isAlive(folder.resolve("pid"));
    }

    private static boolean isAlive(Path pidFile) throws IOException {
        long pid = Long.parseLong(Files.readString(pidFile).strip());
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
    }

    @Test
    void equalFilesMakeASuccessAndNothingStays() throws Exception {
        script("exit 0");
        assertEquals(ExitCode.OK, cli.run("demo"), cli.err());
        assertEquals(8, cli.lines().stream().filter(line -> line.startsWith("equal ")).count(), cli.out());
        assertTrue(cli.out().contains("It works: 8 files, 22.7 MiB"), cli.out());
        assertTrue(cli.out().contains("no tracker is installed"), cli.out());
        assertTrue(Files.readAllLines(folder.resolve("calls")).get(1).endsWith("--peer 127.0.0.1:4711"));
        assertFalse(Files.exists(workFolder()));
        assertFalse(seedIsAlive());
    }

    @Test
    void aDifferentFileIsNamedAndFails() throws Exception {
        script("echo x >> \"$6/freshet-demo/film/part 1.bin\"");
        assertEquals(ExitCode.FAILED, cli.run("demo"));
        assertTrue(cli.out().contains("DIFFERENT"), cli.out());
        assertEquals("freshet: these files differ: film/part 1.bin", cli.err().strip());
        assertFalse(Files.exists(workFolder()));
        assertFalse(seedIsAlive());
    }

    @Test
    void aDownloadThatFailsIsSaidInItsOwnWords() throws Exception {
        script("echo 'freshet: the disk is full' >&2; exit 1");
        assertEquals(ExitCode.FAILED, cli.run("demo"));
        assertEquals("freshet: the downloading process ended with exit code 1: freshet: the disk is full", cli.err().strip());
        assertFalse(seedIsAlive());
    }

    @Test
    void ctrlCEndsBothProcesses() throws Exception {
        Path downloading = folder.resolve("downloading");
        // When it says so it has copied everything: what a shell has started is not ended with it, and would go on writing.
        script("echo $$ > '" + downloading + "'; exec sleep 600");
        FutureTask<Integer> demo = new FutureTask<>(() -> cli.run("demo"));
        Thread.ofPlatform().daemon().start(demo);
        while (!Files.exists(downloading) || Files.size(downloading) == 0) {
            assertFalse(demo.isDone() || Thread.interrupted(), "it never began to download");
        }
        cli.stop.raise();
        assertEquals(ExitCode.INTERRUPTED, demo.get(), cli.err());
        assertFalse(seedIsAlive());
        assertFalse(isAlive(downloading));
        assertFalse(Files.exists(workFolder()));
    }

    @Test
    void withoutALauncherItSaysWhatToDo() throws Exception {
        assertEquals(ExitCode.FAILED, cli.run("demo"));
        assertTrue(cli.err().contains("set FRESHET_LAUNCHER"), cli.err());
    }
}
