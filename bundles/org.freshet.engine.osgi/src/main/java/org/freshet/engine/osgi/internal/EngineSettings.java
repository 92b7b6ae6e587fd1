package org.freshet.engine.osgi.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import org.freshet.engine.SessionFactory;
import org.freshet.engine.SessionSettings;
import org.freshet.settings.DownloadFolder;
import org.freshet.settings.SettingsCheck;
import org.freshet.settings.SettingsProblem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine's settings as Configuration Admin has them, defaults where it has none. A value that makes no sense is refused with its
 * reason in the log; what was in force stays in force for it.
 */
@Component(service = {EngineSettings.class, DownloadFolder.class, SettingsCheck.class}, configurationPid = SessionFactory.SETTINGS_PID,
        property = SettingsCheck.PID + "=" + SessionFactory.SETTINGS_PID)
@Designate(ocd = EngineOptions.class)
public final class EngineSettings implements DownloadFolder, SettingsCheck {
    /** The highest rate limit in KiB/s: ten gigabytes a second. */
    static final String MOST_KIB = "10000000";

    private static final Logger LOG = LoggerFactory.getLogger(EngineSettings.class);

    private final DesktopFolders folders;
    private final List<Consumer<SessionSettings>> followers = new ArrayList<>();
    private SessionSettings inForce = SessionSettings.defaults();
    private Optional<Path> folder = Optional.empty();

    /** Called by Declarative Services. */
    @Activate
    public EngineSettings(Map<String, Object> values) {
        this(values, new DesktopFolders(System.getenv(), Path.of(System.getProperty("user.home"))));
    }

    EngineSettings(Map<String, Object> values, DesktopFolders folders) {
        this.folders = folders;
        modified(values);
    }

    /** Called by Declarative Services when the configuration has changed. */
    @Modified
    void modified(Map<String, Object> values) {
        SettingsReader reader = new SettingsReader(values, Locale.ROOT);
        List<Consumer<SessionSettings>> told = List.of();
        SessionSettings now;
        synchronized (this) {
            now = reader.settings(inForce);
            folder = reader.folder(folder, folders.home());
            if (!now.equals(inForce)) {
                inForce = now;
                told = List.copyOf(followers);
            }
        }
        for (SettingsProblem problem : reader.problems()) {
            LOG.warn("the setting {} stays as it was: {}", problem.attribute(), problem.message());
        }
        told.forEach(follower -> follower.accept(now));
    }

    /** The settings in force. */
    synchronized SessionSettings current() {
        return inForce;
    }

    /**
     * Tells of every change from now on.
     *
     * @param follower called with the settings now in force, one at a time and in order; must be quick
     * @return ends it
     */
    synchronized Runnable follow(Consumer<SessionSettings> follower) {
        followers.add(follower);
        return () -> unfollow(follower);
    }

    private synchronized void unfollow(Consumer<SessionSettings> follower) {
        followers.remove(follower);
    }

    @Override
    public Path path() {
        Optional<Path> chosen;
        synchronized (this) {
            chosen = folder;
        }
        return chosen.orElseGet(folders::downloads);
    }

    @Override
    public List<SettingsProblem> check(Map<String, Object> values, Locale locale) {
        SettingsReader reader = new SettingsReader(values, locale);
        reader.settings(SessionSettings.defaults());
        reader.folder(Optional.empty(), folders.home());
        return reader.problems();
    }
}
