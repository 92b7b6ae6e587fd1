package org.freshet.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;

import org.freshet.engine.TorrentStatus;
import org.freshet.engine.TorrentStatus.Cause;
import org.freshet.engine.TorrentStatus.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReasonsTest {
    private static final URI ROOT = URI.create("pack:///data");

    private static TorrentStatus status(Cause cause, String reason) {
        return new TorrentStatus(State.ERROR, reason, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, Optional.empty(), Instant.EPOCH, cause);
    }

    @ParameterizedTest
    @EnumSource(value = Cause.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void everyCauseHasWordsWithoutGaps(Cause cause) {
        String words = Reasons.of(status(cause, "it's {0} full"), ROOT);
        assertFalse(words.isBlank());
        assertFalse(words.contains("{1}"), words);
    }

    @Test
    void whatOnlyTheEngineKnowsIsInItsWords() {
        assertEquals("/data/a: it is not there", Reasons.of(status(Cause.OTHER, "/data/a: it is not there"), ROOT));
        assertTrue(Reasons.of(status(Cause.FULL, "/data/a: no space"), ROOT).contains("/data/a: no space"));
        assertEquals("", Reasons.of(status(Cause.NONE, ""), ROOT));
    }

    @Test
    void aStorageThatIsMissingIsNamed() {
        assertTrue(Reasons.of(status(Cause.NO_STORAGE, "no storage"), ROOT).contains("pack"));
    }

    @Test
    void germanSaysMoreThanTheEngine() throws IOException {
        Properties german = new Properties();
        try (InputStream in = Reasons.class.getResourceAsStream("/org/freshet/ui/internal/messages_de.properties")) {
            german.load(in);
        }
        german.stringPropertyNames().stream().filter(key -> key.startsWith("reason_"))
                .forEach(key -> assertFalse(german.getProperty(key).startsWith("{0}"), key));
    }
}
