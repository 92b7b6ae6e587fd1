package org.freshet.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantityTest {

    @ParameterizedTest
    @CsvSource({"0,0", "1,1", "500k,500000", "500kB,500000", "500K/s,500000", "2M,2000000", "2m,2000000", "1.5MiB,1572864",
            "1.5MiB/s,1572864",
            "64KiB,65536", "64Ki,65536", "1G,1000000000", "0.125k,125", "10 MB,10000000"})
    void ratesAreRead(String text, long bytes) throws CommandFailed {
        assertEquals(bytes, Quantity.rate("--limit-up", text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "k", "-1", "1.5.5M", "1e6", "fast", "1X", "1Mib/h", "1.M", ".5M", "9999999999999",
            "999999999999T", "1.0001k",
            "1 000", "\u0663"})
    void whatIsNoRateIsRefusedWithAnExample(String text) {
        CommandFailed failure = assertThrows(CommandFailed.class, () -> Quantity.rate("--limit-up", text));
        assertEquals(ExitCode.USAGE, failure.exitCode());
        assertTrue(failure.getMessage().startsWith("--limit-up takes a rate"), failure.getMessage());
        assertTrue(failure.getMessage().contains("\"" + text + "\""), failure.getMessage());
    }

    @Test
    void pieceSizesArePowersOfTwoInWhateverUnit() throws CommandFailed {
        assertEquals(1 << 20, Quantity.pieceSize("--piece-size", "1M"));
        assertEquals(256 << 10, Quantity.pieceSize("--piece-size", "256k"));
        assertEquals(256 << 10, Quantity.pieceSize("--piece-size", "262144"));
        assertEquals(16 << 20, Quantity.pieceSize("--piece-size", "16MiB"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"8k", "100k", "256M", "3M", "1.5M", "0"})
    void otherPieceSizesAreRefused(String text) {
        assertEquals(ExitCode.USAGE, assertThrows(CommandFailed.class, () -> Quantity.pieceSize("--piece-size", text))
                .exitCode());
    }
}
