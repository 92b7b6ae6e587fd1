package org.freshet.ui.add.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.dnd.Clipboard;
import org.eclipse.swt.dnd.TextTransfer;
import org.eclipse.swt.dnd.Transfer;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.ProgressBar;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;
import org.freshet.engine.Session;
import org.freshet.metainfo.Metainfo;
import org.freshet.metainfo.TorrentCreator;
import org.freshet.ui.Quantities;
import org.freshet.ui.add.internal.model.Creation;
import org.freshet.ui.add.internal.model.CreationStore;
import org.freshet.ui.add.internal.model.HashRate;
import org.freshet.ui.add.internal.model.NewTorrent;

/** Runs a creation in the background and shows how far it is; at the end, the link to copy. */
final class HashingPane extends Composite {
    private static final int STEPS = 1000;
    private static final long REDRAW_NANOS = 200_000_000L;
    private static final int MOST_NOTICES = 3;

    private final Surroundings surroundings;
    private final CreationStore store;
    private final Result result;
    private final ProgressBar bar;
    private final Label figures;
    private final Button cancel;
    private final Label linkLabel;
    private final Text link;
    private final Button copy;
    private final List<String> notices = Collections.synchronizedList(new ArrayList<>());
    private HashingJob running;

    /** Hears how it ended; UI thread. */
    interface Result {
        /** The torrent is written; {@code seedFault} says why it is not seeded though that was asked for, else null. */
        void created(Metainfo torrent, NewTorrent wanted, String seedFault);

        /** It is not made; {@code reason} is null if it was cancelled. */
        void failed(String reason);
    }

    HashingPane(Composite parent, Surroundings surroundings, Result result) {
        super(parent, SWT.NONE);
        this.surroundings = surroundings;
        this.store = new CreationStore(surroundings.creations());
        this.result = result;
        GridLayoutFactory.fillDefaults().numColumns(3).applyTo(this);
        bar = Widgets.named(new ProgressBar(this, SWT.SMOOTH), Messages.create_progress);
        bar.setMaximum(STEPS);
        GridDataFactory.fillDefaults().grab(true, false).span(2, 1).align(SWT.FILL, SWT.CENTER).applyTo(bar);
        cancel = Widgets.button(this, Messages.create_stop, () -> stop(false));
        figures = new Label(this, SWT.WRAP);
        GridDataFactory.fillDefaults().grab(true, false).span(3, 1).applyTo(figures);
        linkLabel = Widgets.label(this, Messages.create_link);
        link = Widgets.named(new Text(this, SWT.BORDER | SWT.READ_ONLY), Messages.create_link);
        GridDataFactory.fillDefaults().grab(true, false).hint(200, SWT.DEFAULT).align(SWT.FILL, SWT.CENTER).applyTo(link);
        copy = Widgets.button(this, Messages.create_copy, this::copy);
        show(false, bar, cancel, figures, linkLabel, link, copy);
        addListener(SWT.Dispose, event -> {
            if (running != null) {
                running.cancel();
            }
        });
    }

    private static void show(boolean visible, Control... controls) {
        for (Control control : controls) {
            control.setVisible(visible);
            ((GridData) control.getLayoutData()).exclude = !visible;
        }
    }

    /** Lays the window out anew, higher if that is needed. */
    private void makeRoom() {
        if (isDisposed()) {
            return;
        }
        Shell shell = getShell();
        Point size = shell.getSize();
        int needed = shell.computeSize(size.x, SWT.DEFAULT).y;
        if (needed > size.y && !shell.getMaximized()) {
            shell.setSize(size.x, needed);
        }
        shell.layout(true, true);
    }

    boolean isRunning() {
        return running != null;
    }

    /**
     * Begins.
     *
     * @param before what was begun before, whose hashes are used
     * @param kept   is given what is kept of this creation
     */
    void run(NewTorrent wanted, Optional<CreationStore.Begun> before, Optional<Session> session,
            Consumer<CreationStore.Begun> kept) {
        show(true, bar, cancel, figures);
        bar.setSelection(0);
        bar.setState(SWT.NORMAL);
        figures.setText(Messages.create_listing);
        cancel.setEnabled(true);
        makeRoom();
        notices.clear();
        running = new HashingJob(wanted, before, session, kept);
        running.schedule();
    }

    /** Stops hashing; what is hashed is kept unless {@code giveUp}. */
    void stop(boolean giveUp) {
        if (running != null) {
            running.forget = giveUp;
            cancel.setEnabled(false);
            running.cancel();
        }
    }

    /** Deletes what is kept of a creation, in the background. */
    void forget(CreationStore.Begun begun) {
        Job.createSystem(Messages.create_title, (ICoreRunnable) monitor -> end(begun)).schedule();
    }

    private void end(CreationStore.Begun begun) {
        try {
            store.end(begun);
        } catch (IOException e) {
            surroundings.fault(NLS.bind(Messages.create_leftover, begun.folder()), e);
        }
    }

    void showLink(String magnet) {
        link.setText(magnet);
        show(false, bar, cancel);
        show(true, linkLabel, link, copy);
        makeRoom();
        copy.setFocus();
    }

    private void copy() {
        Clipboard clipboard = new Clipboard(getDisplay());
        clipboard.setContents(new Object[] {link.getText()}, new Transfer[] {TextTransfer.getInstance()});
        clipboard.dispose();
        figures.setText(Messages.create_copied);
    }

    private String noticesText() {
        synchronized (notices) {
            if (notices.isEmpty()) {
                return "";
            }
            String text = String.join("\n", notices.subList(0, Math.min(MOST_NOTICES, notices.size())));
            return "\n" + (notices.size() > MOST_NOTICES ? text + "\n" + NLS.bind(Messages.create_more,
                    notices.size() - MOST_NOTICES)
                    : text);
        }
    }

    private final class HashingJob extends Job {
        private final NewTorrent wanted;
        private final Optional<Session> session;
        private final Consumer<CreationStore.Begun> kept;
        private final Display display = HashingPane.this.getDisplay();
        private Optional<CreationStore.Begun> begun;
        private volatile boolean forget;

        HashingJob(NewTorrent wanted, Optional<CreationStore.Begun> before, Optional<Session> session,
                Consumer<CreationStore.Begun> kept) {
            super(NLS.bind(Messages.create_hashing, wanted.name()));
            this.wanted = wanted;
            this.session = session;
            this.kept = kept;
            this.begun = before;
        }

        @Override
        protected IStatus run(IProgressMonitor monitor) {
            monitor.beginTask(getName(), STEPS);
            try {
                remember();
                Path journal = begun.map(CreationStore.Begun::folder).orElse(null);
                Creation creation = new Creation(wanted);
                Metainfo torrent = creation.run(journal, new Reporter(monitor));
                begun.ifPresent(HashingPane.this::end);
                String seedFault = wanted.seed() ? seed(creation, torrent) : null;
                later(() -> result.created(torrent, wanted, seedFault));
                return Status.OK_STATUS;
            } catch (InterruptedException e) {
                // Asked for by the monitor; the worker thread itself goes on to other jobs.
                if (forget) {
                    begun.ifPresent(HashingPane.this::end);
                }
                later(() -> result.failed(null));
                return Status.CANCEL_STATUS;
            } catch (IOException | IllegalArgumentException e) {
                later(() -> result.failed(e.getMessage()));
                return Status.OK_STATUS;
            } finally {
                // A cancellation that came too late is no business of the next job on this thread.
                Thread.interrupted();
            }
        }

        /** Without it everything works but going on after a kill. */
        private void remember() {
            CreationStore.Begun now;
            try {
                now = begun.isPresent() ? store.update(new CreationStore.Begun(begun.get().folder(), wanted))
                        : store.begin(wanted);
            } catch (IOException e) {
                notices.add(NLS.bind(Messages.create_notKept, e.getMessage()));
                return;
            }
            begun = Optional.of(now);
            if (!display.isDisposed()) {
                display.asyncExec(() -> kept.accept(now));
            }
        }

        private String seed(Creation creation, Metainfo torrent) {
            if (session.isEmpty()) {
                return Messages.noSession;
            }
            try {
                session.get().add(creation.request(torrent)).toCompletableFuture().join();
                return null;
            } catch (RuntimeException e) {
                return Faults.reason(e);
            }
        }

        private void later(Runnable end) {
            if (!display.isDisposed()) {
                display.asyncExec(() -> {
                    if (!isDisposed()) {
                        running = null;
                        show(false, bar, cancel);
                        figures.setText(noticesText().strip());
                        end.run();
                        makeRoom();
                    }
                });
            }
        }

        @Override
        protected void canceling() {
            Thread thread = getThread();
            if (thread != null) {
                thread.interrupt();
            }
        }

        /** Told by the creator on the job's thread. */
        private final class Reporter implements TorrentCreator.Progress {
            private final IProgressMonitor monitor;
            private final HashRate rate = new HashRate();
            private long resumed;
            private long drawn;
            private int worked;

            Reporter(IProgressMonitor monitor) {
                this.monitor = monitor;
            }

            @Override
            public void resumed(long bytes) {
                resumed = bytes;
            }

            @Override
            public void notice(Path file, String what) {
                notices.add(file.getFileName() + " " + what);
            }

            @Override
            public void hashed(long done, long total) {
                if (monitor.isCanceled()) {
                    Thread.currentThread().interrupt();
                }
                long now = System.nanoTime();
                if (now - drawn < REDRAW_NANOS && done < total) {
                    return;
                }
                drawn = now;
                rate.sample(now, done);
                int step = total == 0 ? STEPS : (int) (STEPS * (double) done / total);
                monitor.worked(step - worked);
                worked = step;
                String speed = Quantities.rate(rate.bytesPerSecond());
                String left = rate.left(total).map(Quantities::duration).orElse("");
                String text = NLS.bind(Messages.create_figures, new Object[] {Quantities.percent((double) done / total),
                        Quantities.bytes(done), Quantities.bytes(total), speed.isEmpty() ? "" : " · " + speed,
                        left.isEmpty() ? "" : " · " + NLS.bind(Messages.create_left, left)});
                String all = resumed > 0 ? text + " · " + NLS.bind(Messages.create_resumed, Quantities.bytes(resumed)) : text;
                if (!display.isDisposed()) {
                    display.asyncExec(() -> draw(step, all));
                }
            }

            private void draw(int step, String text) {
                if (!isDisposed() && running == HashingJob.this) {
                    bar.setSelection(step);
                    figures.setText(text + noticesText());
                }
            }
        }
    }
}
