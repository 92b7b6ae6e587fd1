package org.freshet.ui.torrents.internal;

import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.widgets.Display;
import org.freshet.engine.Torrent;

/**
 * Asks the engine to do something with many torrents, off the UI thread, and says in one line what did not go well. The UI
 * thread calls it; nothing waits.
 */
final class EngineCalls {
    private final Display display;
    private final NoticeBar notice;

    EngineCalls(Display display, NoticeBar notice) {
        this.display = display;
        this.notice = notice;
    }

    private record Fault(String torrent, String message) {
    }

    /**
     * Does it.
     *
     * @param cannot the beginning of the sentence that says what failed
     */
    void each(List<Torrent> torrents, String cannot, Function<Torrent, CompletionStage<Void>> call) {
        background(cannot, monitor -> {
            AtomicInteger left = new AtomicInteger(torrents.size());
            AtomicInteger failed = new AtomicInteger();
            AtomicReference<Fault> first = new AtomicReference<>();
            for (Torrent torrent : torrents) {
                CompletionStage<Void> done = call.apply(torrent);
                done.whenComplete((value, fault) -> {
                    if (fault != null) {
                        failed.incrementAndGet();
                        first.compareAndSet(null, new Fault(torrent.name(), words(fault)));
                    }
                    if (left.decrementAndGet() == 0 && failed.get() > 0) {
                        say(sentence(cannot, failed.get(), first.get()));
                    }
                });
            }
        });
    }

    private static String sentence(String cannot, int failed, Fault first) {
        return failed == 1 ? NLS.bind(Messages.act_failed, new Object[] {cannot, first.torrent(), first.message()})
                : NLS.bind(Messages.act_failedMore, new Object[] {cannot, failed, first.torrent(), first.message()});
    }

    /** The innermost words there are: wrappers of futures say nothing. */
    static String words(Throwable fault) {
        Throwable inner = fault;
        while (inner.getCause() != null && (inner.getMessage() == null || inner instanceof CompletionException
                || inner instanceof ExecutionException)) {
            inner = inner.getCause();
        }
        return inner.getMessage() == null || inner.getMessage().isBlank() ? inner.toString() : inner.getMessage();
    }

    /** Runs something that may read a disk; a fault is shown by the platform with its details. */
    void background(String name, ICoreRunnable work) {
        Job job = Job.create(NLS.bind(Messages.act_job, name), work);
        job.setSystem(true);
        job.schedule();
    }

    /** Says something under the table. Any thread. */
    void say(String words) {
        ui(() -> notice.show(words));
    }

    /** Goes on on the UI thread, unless the window is gone. Any thread. */
    void ui(Runnable next) {
        if (!display.isDisposed()) {
            display.asyncExec(() -> {
                if (notice.there()) {
                    next.run();
                }
            });
        }
    }
}
