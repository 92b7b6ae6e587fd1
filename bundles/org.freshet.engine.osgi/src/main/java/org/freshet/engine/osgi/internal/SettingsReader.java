package org.freshet.engine.osgi.internal;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import org.freshet.engine.RateLimits;
import org.freshet.engine.SessionSettings;
import org.freshet.engine.SessionSettings.Encryption;
import org.freshet.settings.ProblemWords;
import org.freshet.settings.SettingsProblem;

/**
 * Reads the engine's settings from the values of a configuration, which may be of any type and come from a person's editor. A value that
 * is missing is the default; one that is wrong is refused with a reason, and what was in force stays so for it. For one reading.
 */
final class SettingsReader {
    private static final int KIB = 1024;
    private static final int HIGHEST_PORT = 65_535;
    private static final int MOST_TORRENTS = 100_000;
    private static final int MOST_SLOTS = 1000;

    private final Map<String, Object> values;
    private final ProblemWords words;
    private final List<SettingsProblem> problems = new ArrayList<>();

    SettingsReader(Map<String, Object> values, Locale locale) {
        this.values = values;
        this.words = new ProblemWords(SettingsReader.class, locale);
    }

    /** The settings of a session, in which a wrong value is replaced by that of {@code inForce}. */
    SessionSettings settings(SessionSettings inForce) {
        SessionSettings usual = SessionSettings.defaults();
        int mostKib = Integer.parseInt(EngineSettings.MOST_KIB);
        RateLimits limits = new RateLimits(
                KIB * number("downloadLimit", 0, mostKib, 0, inForce.limits().down() / KIB),
                KIB * number("uploadLimit", 0, mostKib, 0, inForce.limits().up() / KIB));
        return new SessionSettings(
                listen(usual.listen(), inForce.listen()),
                limits,
                (int) number("maxConnections", 1, HIGHEST_PORT, usual.maxConnections(), inForce.maxConnections()),
                (int) number("maxConnectionsPerTorrent", 1, HIGHEST_PORT, usual.maxConnectionsPerTorrent(),
                        inForce.maxConnectionsPerTorrent()),
                (int) number("uploadSlots", 0, MOST_SLOTS, usual.uploadSlots(), inForce.uploadSlots()),
                (int) number("activeDownloads", 1, MOST_TORRENTS, usual.activeDownloads(), inForce.activeDownloads()),
                (int) number("activeSeeds", 1, MOST_TORRENTS, usual.activeSeeds(), inForce.activeSeeds()),
                read("encryption", usual.encryption(), inForce.encryption(), this::encryption),
                read("multipleConnectionsPerAddress", usual.multipleConnectionsPerAddress(), inForce.multipleConnectionsPerAddress(),
                        this::truth));
    }

    /** The folder for downloads; empty for the desktop's own. */
    Optional<Path> folder(Optional<Path> inForce, Path home) {
        return read("downloadFolder", Optional.empty(), inForce, value -> folder(value, home));
    }

    /** What was refused by the readings so far. */
    List<SettingsProblem> problems() {
        return List.copyOf(problems);
    }

    private <T> T read(String name, T usual, T inForce, Function<Object, T> reading) {
        Object value = values.get(name);
        if (value == null) {
            return usual;
        }
        try {
            return reading.apply(value);
        } catch (IllegalArgumentException e) {
            problems.add(new SettingsProblem(name, e.getMessage()));
            return inForce;
        }
    }

    private long number(String name, int least, int most, long usual, long inForce) {
        return read(name, usual, inForce, value -> {
            long number;
            try {
                number = value instanceof Number n && !(n instanceof Double) && !(n instanceof Float) ? n.longValue()
                        : Long.parseLong(value.toString().strip());
            } catch (NumberFormatException e) {
                throw problem("number", value);
            }
            if (number < least || number > most) {
                throw problem("range", number, least, most);
            }
            return number;
        });
    }

    private Encryption encryption(Object value) {
        String name = value.toString().strip().toUpperCase(Locale.ROOT);
        return Arrays.stream(Encryption.values()).filter(e -> e.name().equals(name)).findFirst()
                .orElseThrow(() -> problem("encryption", value, Arrays.toString(Encryption.values())));
    }

    private boolean truth(Object value) {
        return switch (value.toString().strip().toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw problem("boolean", value);
        };
    }

    private List<URI> listen(List<URI> usual, List<URI> inForce) {
        return read("listen", usual, inForce, value -> {
            Collection<?> places = switch (value) {
                case String[] several -> Arrays.asList(several);
                case Collection<?> several -> several;
                default -> List.of(value);
            };
            return places.stream().map(place -> place.toString().strip()).filter(place -> !place.isEmpty()).map(this::address).distinct()
                    .toList();
        });
    }

    private URI address(String place) {
        URI uri;
        try {
            uri = new URI(place);
        } catch (URISyntaxException e) {
            throw problem("address.syntax", place, e.getReason());
        }
        if (uri.getScheme() == null || uri.getRawAuthority() == null) {
            throw problem("address.scheme", place);
        }
        if (uri.getHost() == null) {
            throw problem("address.host", place);
        }
        if (uri.getPort() < 0 || uri.getPort() > HIGHEST_PORT) {
            throw problem("address.port", place);
        }
        return uri;
    }

    private Optional<Path> folder(Object value, Path home) {
        String text = value.toString().strip();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Path path;
        try {
            path = text.equals("~") ? home : text.startsWith("~/") ? home.resolve(text.substring(2)) : Path.of(text);
        } catch (InvalidPathException e) {
            throw problem("folder.syntax", text, e.getReason());
        }
        if (!path.isAbsolute()) {
            throw problem("folder.relative", text);
        }
        return Optional.of(path.normalize());
    }

    private IllegalArgumentException problem(String key, Object... details) {
        return new IllegalArgumentException(words.of(key, details));
    }
}
