package org.freshet.ui.details.internal.speed;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.freshet.engine.Session;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.LoggerFactory;

/** Records the rates of the session while it is open, also before the Speed view is shown for the first time. */
@Component(service = SpeedComponent.class, immediate = true)
public final class SpeedComponent {
    private final SpeedHistory history = new SpeedHistory();
    private final ScheduledExecutorService timer;
    private boolean failed;

    @Activate
    public SpeedComponent(@Reference Session session) {
        timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "freshet-speed");
            thread.setDaemon(true);
            return thread;
        });
        SpeedRecorder recorder = new SpeedRecorder(session, history, System::nanoTime);
        timer.scheduleAtFixedRate(() -> record(recorder), 0, 1, TimeUnit.SECONDS);
    }

    /** What was recorded. */
    public SpeedHistory history() {
        return history;
    }

    private void record(SpeedRecorder recorder) {
        try {
            recorder.record();
        } catch (RuntimeException e) {
            // A timer that lets it through would never run again. One line says it all.
            if (!failed) {
                failed = true;
                LoggerFactory.getLogger(SpeedComponent.class)
                        .warn("the rates of the session cannot be recorded for the speed graph", e);
            }
        }
    }

    @Deactivate
    void close() {
        timer.shutdownNow();
    }
}
