package org.freshet.ui.details.internal;

import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

import org.eclipse.swt.SWTException;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;

/**
 * What a panel needs of its surroundings. UI thread.
 *
 * @param memory what it remembers
 * @param notices where faults are told
 * @param refresh reads and shows again at once
 */
public record DetailContext(Memory memory, Notices notices, Runnable refresh) {

    /**
     * Waits for something that the engine was asked to do, then goes on on the UI thread if {@code control} is still there.
     *
     * @param done gets what failed, or {@code null}
     */
    public static void whenDone(CompletionStage<?> stage, Control control, Consumer<Throwable> done) {
        Display display = control.getDisplay();
        stage.whenComplete((result, fault) -> {
            try {
                display.asyncExec(() -> {
                    if (!control.isDisposed()) {
                        done.accept(fault);
                    }
                });
            } catch (SWTException e) {
                // The window was closed meanwhile; nobody is left to be told.
                if (!display.isDisposed()) {
                    throw e;
                }
            }
        });
    }

    /** Waits for it and shows again; a fault is told with these words in front. */
    public void report(CompletionStage<?> stage, Control control, String failed) {
        whenDone(stage, control, fault -> {
            if (fault != null) {
                notices.failed(Texts.of(failed, Texts.reason(fault)), fault);
            }
            refresh.run();
        });
    }
}
