package org.freshet.ui.add.internal;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.dialogs.IMessageProvider;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;
import org.freshet.engine.AddTorrent;
import org.freshet.engine.Session;
import org.freshet.metainfo.InfoHash;
import org.freshet.ui.Quantities;
import org.freshet.ui.add.internal.model.Given;
import org.freshet.ui.add.internal.model.OpenOptions;
import org.freshet.ui.add.internal.model.SourceLoader;
import org.freshet.ui.add.internal.model.Target;

/** Opens torrents: shows what they hold, asks where their data goes and how they run, and adds them to the session. */
final class OpenDialog extends FormDialog {
    private final Surroundings surroundings;
    private final List<Given> given;
    private final String proposal;
    private Optional<Session> session = Optional.empty();
    private Surroundings.Ended following;
    private SourcesPane sources;
    private TargetPane target;
    private FilesPane files;
    private Button start;
    private Button sequential;
    private Button complete;
    private Text label;
    private boolean adding;
    private String addFault;

    /**
     * Will open some sources.
     *
     * @param proposal what stands in the field for more of them, or empty
     */
    OpenDialog(Shell parent, Surroundings surroundings, List<Given> given, String proposal) {
        super(parent, Messages.open_title, SWT.CLOSE | SWT.TITLE | SWT.BORDER | SWT.RESIZE | SWT.MAX);
        this.surroundings = surroundings;
        this.given = List.copyOf(given);
        this.proposal = proposal;
    }

    @Override
    protected void createForm(Composite area) {
        sources = new SourcesPane(area, this::changed);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(sources);
        files = new FilesPane(area, Messages.files_label, this::changed);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(files);
        target = new TargetPane(area, surroundings, this::changed);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(target);
        createOptions(area);
    }

    private void createOptions(Composite area) {
        Composite options = new Composite(area, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(5).applyTo(options);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(options);
        // Whoever kept one torrent waiting does not mean all that come after it: these choices are made anew each time.
        start = Widgets.check(options, Messages.open_start, true, this::changed);
        sequential = Widgets.check(options, Messages.open_sequential, false, this::changed);
        complete = Widgets.check(options, Messages.open_complete, false, this::changed);
        Widgets.label(options, Messages.open_label);
        label = Widgets.named(new Text(options, SWT.BORDER), Messages.open_label);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(label);
    }

    @Override
    protected void createButtonsForButtonBar(Composite parent) {
        createButton(parent, IDialogConstants.OK_ID, Messages.open_ok, true);
        createButton(parent, IDialogConstants.CANCEL_ID, Messages.cancel, false);
    }

    @Override
    public void create() {
        super.create();
        given.forEach(sources::add);
        sources.propose(proposal);
        following = surroundings.followSession(getShell().getDisplay(), present -> {
            session = present;
            changed();
        });
        getShell().addListener(SWT.Dispose, event -> following.close());
        changed();
    }

    @Override
    public int open() {
        int answer = super.open();
        if (!given.isEmpty()) {
            sources.focusList();
        }
        return answer;
    }

    /** Looks at everything again and says what is missing. */
    private void changed() {
        if (getShell() == null || getButton(IDialogConstants.OK_ID) == null) {
            return;
        }
        OpenSource selected = sources.selected();
        files.show(selected == null ? null : selected.choice(), selected == null ? ""
                : selected.isLoading() || selected.fault() != null ? selected.state() : Messages.open_filesLater);
        Verdict verdict = judge();
        say(verdict.text, verdict.kind);
        getButton(IDialogConstants.OK_ID).setEnabled(verdict.usable);
    }

    /** What is said above the dialog, how grave it is, and whether the torrents can be added all the same. */
    private record Verdict(String text, int kind, boolean usable) {
    }

    private Verdict judge() {
        List<OpenSource> all = sources.sources();
        if (addFault != null) {
            return new Verdict(addFault, IMessageProvider.ERROR, true);
        }
        if (sources.fieldFault() != null) {
            return new Verdict(sources.fieldFault(), IMessageProvider.ERROR, false);
        }
        if (all.isEmpty()) {
            return new Verdict(sources.hasTyped() ? Messages.open_pressAdd : Messages.open_noSource, IMessageProvider.INFORMATION,
                    sources.hasTyped());
        }
        for (OpenSource source : all) {
            if (source.fault() != null) {
                return new Verdict(NLS.bind(Messages.open_removeIt, source.fault()), IMessageProvider.ERROR, false);
            }
        }
        if (target.problem().isPresent()) {
            return new Verdict(target.problem().get(), IMessageProvider.ERROR, false);
        }
        for (OpenSource source : all) {
            if (source.choice() != null && source.choice().root().chosenCount() == 0) {
                return new Verdict(NLS.bind(Messages.open_nothingChosen, source.name()), IMessageProvider.ERROR, false);
            }
        }
        Optional<OpenSource> loading = all.stream().filter(OpenSource::isLoading).findFirst();
        if (loading.isPresent()) {
            return new Verdict(NLS.bind(Messages.open_stillLoading, loading.get().name()), IMessageProvider.INFORMATION, false);
        }
        if (session.isEmpty()) {
            return new Verdict(Messages.noSession, IMessageProvider.INFORMATION, false);
        }
        return adding ? new Verdict(Messages.open_adding, IMessageProvider.INFORMATION, false) : warn(all);
    }

    private Verdict warn(List<OpenSource> all) {
        for (OpenSource source : all) {
            Optional<InfoHash> known = source.infoHashes().stream().flatMap(hashes -> hashes.all().stream())
                    .filter(hash -> session.orElseThrow().torrent(hash).isPresent()).findFirst();
            if (known.isPresent()) {
                return new Verdict(NLS.bind(Messages.open_known, source.name()), IMessageProvider.WARNING, true);
            }
        }
        long needed = all.stream().filter(source -> source.choice() != null).mapToLong(s -> s.choice().root().chosenLength())
                .sum();
        if (!complete.getSelection() && target.free() >= 0 && needed > target.free()) {
            return new Verdict(NLS.bind(Messages.open_space, Quantities.bytes(needed), Quantities.bytes(target.free())),
                    IMessageProvider.WARNING, true);
        }
        if (complete.getSelection()) {
            return new Verdict(Messages.open_completeHint, IMessageProvider.WARNING, true);
        }
        return new Verdict(all.size() == 1 ? Messages.open_one : NLS.bind(Messages.open_several, all.size()),
                IMessageProvider.NONE, true);
    }

    @Override
    protected void okPressed() {
        if (sources.hasTyped()) {
            // Enter in the field adds what it says; nothing that was typed is passed over.
            sources.addTyped();
            return;
        }
        if (session.isEmpty() || sources.sources().isEmpty()) {
            return;
        }
        target.remember();
        adding = true;
        addFault = null;
        changed();
        add(session.get(), target.target(), new OpenOptions(start.getSelection(), sequential.getSelection(),
                complete.getSelection(),
                label.getText()));
    }

    private record Wanted(OpenSource source, AddTorrent.Source what, List<Integer> unwanted) {
    }

    private void add(Session to, Target place, OpenOptions options) {
        List<Wanted> wanted = sources.sources().stream()
                .map(source -> new Wanted(source, source.source().orElseThrow(), source.unwanted())).toList();
        Display display = getShell().getDisplay();
        Job job = Job.createSystem(Messages.open_adding, monitor -> {
            List<OpenSource> added = new ArrayList<>();
            String fault = null;
            try {
                URI root = place.make();
                List<CompletableFuture<?>> futures = wanted.stream()
                        .<CompletableFuture<?>>map(w -> to.add(options.request(w.what, root,
                                w.unwanted)).toCompletableFuture()).toList();
                for (int i = 0; i < futures.size(); i++) {
                    try {
                        futures.get(i).join();
                        added.add(wanted.get(i).source);
                    } catch (RuntimeException e) {
                        fault = NLS.bind(Messages.open_notAdded, wanted.get(i).source.name(), Faults.reason(e));
                    }
                }
            } catch (IOException e) {
                fault = NLS.bind(Messages.open_noFolder, place.text(), SourceLoader.reason(e));
            }
            String told = fault;
            if (!display.isDisposed()) {
                display.asyncExec(() -> added(added, told));
            }
        });
        job.schedule();
    }

    private void added(List<OpenSource> added, String fault) {
        if (getShell() == null || getShell().isDisposed()) {
            if (fault != null) {
                surroundings.fault(fault, null);
            }
            return;
        }
        adding = false;
        added.forEach(sources::remove);
        addFault = fault;
        if (fault == null) {
            super.okPressed();
        } else {
            changed();
            // It stands there until something else is tried.
            addFault = null;
        }
    }
}
