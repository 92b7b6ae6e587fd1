package org.freshet.testkit.conditions;

import java.util.stream.Stream;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.function.Executable;

/** Tests that cannot run everywhere. */
public final class Needs {
    private static final String ENVIRONMENT = "CI";
    private static final String PROPERTY = "freshet.ci";

    private Needs() {
    }

    /**
     * A facility of the machine: where it is missing, the test is skipped, but fails with the reason where the environment says
     * {@code CI=true} or the system property {@code freshet.ci} is {@code true}, since nobody would see there that it did not run.
     *
     * @param what the facility: "a right to mount"
     */
    public static void ofMachine(boolean there, String what) {
        boolean strict = Boolean.getBoolean(PROPERTY) || "true".equalsIgnoreCase(System.getenv(ENVIRONMENT));
        if (!there && strict) {
            Assertions.fail("this test needs " + what + ", and with " + ENVIRONMENT + "=true all tests must run");
        }
        Assumptions.assumeTrue(there, what);
    }

    /** For a {@link org.junit.jupiter.api.TestFactory}: the test, where what is tested has the property that it is about; else none. */
    public static Stream<DynamicTest> where(boolean applies, String what, Executable test) {
        return applies ? Stream.of(DynamicTest.dynamicTest(what, test)) : Stream.empty();
    }
}
