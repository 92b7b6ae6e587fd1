package org.freshet.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.freshet.app.cli.StopSignal.Stopped;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StopSignalTest {

    /** A process of its own that waits for a signal, takes a moment to put things in order, and says so. */
    static final class Child {
        private Child() {
        }

        public static void main(String[] arguments) throws Exception {
            try (StopSignal stop = StopSignal.ofProcess()) {
                System.out.println("ready");
                try {
                    stop.await(new CompletableFuture<>());
                } catch (Stopped e) {
                    new CompletableFuture<Void>().completeOnTimeout(null, 300, TimeUnit.MILLISECONDS).join();
                    System.out.println("in order");
                }
            }
        }
    }

    @Test
    void aProcessThatIsToldToEndPutsThingsInOrderFirst() throws Exception {
        Process child = started(Child.class);
        try (BufferedReader said = child.inputReader()) {
            assertEquals("ready", said.readLine());
            child.toHandle().destroy();
            assertEquals("in order", said.readLine());
            assertTrue(child.waitFor(30, TimeUnit.SECONDS));
        } finally {
            child.destroyForcibly();
        }
    }

    /** One that never comes to its end: its output is not read. */
    static final class StuckChild {
        private StuckChild() {
        }

        public static void main(String[] arguments) {
            StopSignal stop = StopSignal.ofProcess();
            stop.safety(() -> {
                System.out.println("safe");
                return CompletableFuture.completedFuture(null);
            });
            System.out.println("ready");
            new CompletableFuture<Void>().join();
        }
    }

    @Test
    void whatHasToSurviveIsMadeSafeWhereTheCommandIsStuck() throws Exception {
        Process child = started(StuckChild.class);
        try (BufferedReader said = child.inputReader()) {
            assertEquals("ready", said.readLine());
            child.toHandle().destroy();
            assertEquals("safe", said.readLine());
            assertEquals("freshet: stopped; what it had to say was not read", said.readLine());
            assertTrue(child.waitFor(30, TimeUnit.SECONDS));
        } finally {
            child.destroyForcibly();
        }
    }

    private static Process started(Class<?> main) throws IOException {
        return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), main.getName()).redirectErrorStream(true).start();
    }

    @Test
    void aResultThatIsThereIsGivenEvenToAUserWhoStops() throws Exception {
        StopSignal stop = new StopSignal();
        stop.raise();
        assertEquals("x", stop.await(CompletableFuture.completedFuture("x")));
        assertThrows(Stopped.class, () -> stop.await(new CompletableFuture<>()));
    }

    @Test
    void aSignalThatWasNotRaisedLeavesNoHookBehind() {
        StopSignal stop = StopSignal.ofProcess();
        stop.close();
        // Twice would be refused if the first had stayed.
        StopSignal again = StopSignal.ofProcess();
        again.close();
        assertTrue(!again.isRaised());
    }
}
