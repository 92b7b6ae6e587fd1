package org.freshet.ui.details.internal;

import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import org.freshet.engine.RateLimits;
import org.freshet.engine.Session;
import org.freshet.engine.Torrent;
import org.freshet.engine.TorrentStatus;
import org.freshet.metainfo.InfoHash;
import org.freshet.metainfo.InfoHashes;

/** Torrents and sessions of which a test says what they answer; everything else is done at once or empty. */
public final class Fakes {
    private Fakes() {
    }

    /** A torrent with a name, its info-hash made from that. */
    public static Torrent torrent(String name) {
        return torrent(name, Map.of());
    }

    /** A torrent that answers some methods; a function gets the arguments. */
    public static Torrent torrent(String name, Map<String, Function<Object[], Object>> answers) {
        Map<String, Function<Object[], Object>> all = new HashMap<>();
        all.put("name", arguments -> name);
        all.put("label", arguments -> "");
        all.put("infoHashes", arguments -> InfoHashes.of(InfoHash.v1Of(name.getBytes(StandardCharsets.UTF_8))));
        all.put("status", arguments -> status(TorrentStatus.State.PAUSED, 0, 0, 0, 0));
        all.put("metainfo", arguments -> Optional.empty());
        all.put("limits", arguments -> RateLimits.NONE);
        all.put("root", arguments -> URI.create("file:///data/"));
        all.put("sequential", arguments -> false);
        all.put("superSeeding", arguments -> false);
        all.putAll(answers);
        return fake(Torrent.class, all);
    }

    /** A session that answers some methods. */
    public static Session session(Map<String, Function<Object[], Object>> answers) {
        return fake(Session.class, answers);
    }

    /** A status with what tests ask for. */
    public static TorrentStatus status(TorrentStatus.State state, long wanted, long done, long down, long up) {
        return new TorrentStatus(state, "", wanted, wanted, done, 0.5, down, up, 2 * done, done, 0, 5, 2, 40, Optional.empty(),
                Instant.EPOCH);
    }

    private static <T> T fake(Class<T> type, Map<String, Function<Object[], Object>> answers) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
            Function<Object[], Object> answer = answers.get(method.getName());
            if (answer != null) {
                return answer.apply(arguments);
            }
            return switch (method.getName()) {
                case "equals" -> self == arguments[0];
                case "hashCode" -> System.identityHashCode(self);
                case "toString" -> type.getSimpleName();
                default -> {
                    if (method.getReturnType() == CompletionStage.class) {
                        yield CompletableFuture.completedFuture(null);
                    }
                    throw new AssertionError("the test does not say what " + method.getName() + " answers");
                }
            };
        }));
    }
}
