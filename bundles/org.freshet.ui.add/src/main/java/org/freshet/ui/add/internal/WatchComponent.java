package org.freshet.ui.add.internal;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

import org.eclipse.osgi.util.NLS;
import org.freshet.engine.AddTorrent;
import org.freshet.engine.Session;
import org.freshet.metainfo.Metainfo;
import org.freshet.ui.add.internal.model.Home;
import org.freshet.ui.add.internal.model.Target;
import org.freshet.ui.add.internal.model.WatchFolder;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Looks into the watched folder every few seconds while a session is open, as the preferences say at the moment. */
@Component(immediate = true, service = {})
public final class WatchComponent {
    private static final int SECONDS = 3;
    private static final int ADD_SECONDS = 60;

    private final Session session;
    private final Preferences preferences = new Preferences();
    private final DesktopSurroundings surroundings = new DesktopSurroundings();
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("freshet-watch").factory());
    private String watched = "";
    private WatchFolder folder;

    @Activate
    public WatchComponent(@Reference Session session) {
        this.session = session;
        executor.scheduleWithFixedDelay(this::look, SECONDS, SECONDS, TimeUnit.SECONDS);
    }

    @Deactivate
    void stop() {
        executor.shutdownNow();
    }

    private void look() {
        try {
            String named = preferences.get(Preferences.WATCH_FOLDER, "");
            if (!"true".equals(preferences.get(Preferences.WATCH, "false")) || named.isBlank()) {
                watched = "";
                folder = null;
                return;
            }
            if (!named.equals(watched)) {
                Set<String> added = preferences.get(Preferences.WATCH_ADDED, "").lines().collect(Collectors.toSet());
                folder = new WatchFolder(Path.of(Home.expand(named)), added, new Adder());
                watched = named;
            }
            folder.look();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (InvalidPathException e) {
            watched = "";
            preferences.put(Preferences.WATCH, "false");
            surroundings.fault(NLS.bind(Messages.target_noPath, e.getReason()), e);
        } catch (RuntimeException e) {
            // Else the executor would never look again, and nobody would know.
            DesktopSurroundings.log(NLS.bind(Messages.watch_folderFault, watched, e), e);
        }
    }

    private final class Adder implements WatchFolder.Receiver {
        @Override
        public void add(Path file, Metainfo torrent) throws IOException, InterruptedException {
            String place = preferences.get(Preferences.WATCH_TARGET, Home.downloads().toString());
            boolean start = !"false".equals(preferences.get(Preferences.WATCH_START, "true"));
            AddTorrent request = AddTorrent.of(torrent, new Target(Target.FILE, place).make()).withPaused(!start);
            try {
                session.add(request).toCompletableFuture().get(ADD_SECONDS, TimeUnit.SECONDS);
            } catch (ExecutionException e) {
                throw new IOException(Faults.reason(e.getCause()), e.getCause());
            } catch (TimeoutException e) {
                throw new IOException(Messages.watch_noAnswer, e);
            }
        }

        @Override
        public void fault(String message, Throwable cause) {
            surroundings.fault(message, cause);
        }

        @Override
        public void remembered(Set<String> files) {
            preferences.put(Preferences.WATCH_ADDED, String.join("\n", files));
        }
    }
}
