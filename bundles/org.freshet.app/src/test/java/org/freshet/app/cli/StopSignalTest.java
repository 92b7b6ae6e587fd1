package org.freshet.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
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
        Process child = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), Child.class.getName()).redirectErrorStream(true).start();
        try (BufferedReader said = child.inputReader()) {
            assertEquals("ready", said.readLine());
            child.toHandle().destroy();
            assertEquals("in order", said.readLine());
            assertTrue(child.waitFor(30, TimeUnit.SECONDS));
        } finally {
            child.destroyForcibly();
        }
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
