package org.freshet.app.handover;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A second process of a profile: a lock that this JVM holds would be refused to it in another way. */
final class Delivery {

    private Delivery() {
    }

    /** Whether that process has handed the sources over. */
    static boolean inAnotherProcess(Path profile, List<String> sources) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp", System.getProperty("java.class.path"), Delivery.class.getName(), profile.toString()));
        command.addAll(sources);
        Process process = new ProcessBuilder(command).inheritIO().start();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), "the other process ends");
        return process.exitValue() == 0;
    }

    public static void main(String[] arguments) throws Exception {
        List<String> sources = List.of(arguments).subList(1, arguments.length);
        boolean delivered = Handover.takeOrDeliver(Path.of(arguments[0]), sources).isEmpty();
        System.exit(delivered ? 0 : 1);
    }
}
