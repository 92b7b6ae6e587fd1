package org.freshet.ui.add.internal;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.dialogs.IMessageProvider;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Shell;
import org.freshet.engine.Session;
import org.freshet.metainfo.Magnet;
import org.freshet.metainfo.Metainfo;
import org.freshet.ui.Quantities;
import org.freshet.ui.add.internal.model.CreationStore;
import org.freshet.ui.add.internal.model.NewTorrent;

/**
 * Makes a torrent of files and folders: asks how, hashes in the background, saves, seeds, and offers the link. Other windows
 * stay usable.
 */
final class CreateDialog extends FormDialog {
    private final Surroundings surroundings;
    private final List<Path> sources;
    private Optional<CreationStore.Begun> begun;
    private Optional<Session> session = Optional.empty();
    private Surroundings.Ended following;
    private CreateForm form;
    private HashingPane hashing;
    private boolean done;
    private boolean closing;

    /** Will make a torrent of some files and folders. */
    CreateDialog(Shell parent, Surroundings surroundings, List<Path> sources) {
        this(parent, surroundings, sources, Optional.empty());
    }

    /** Will go on with a creation that was stopped. */
    CreateDialog(Shell parent, Surroundings surroundings, CreationStore.Begun begun) {
        this(parent, surroundings, begun.wanted().sources(), Optional.of(begun));
    }

    private CreateDialog(Shell parent, Surroundings surroundings, List<Path> sources, Optional<CreationStore.Begun> begun) {
        super(parent, Messages.create_title, SWT.SHELL_TRIM | SWT.MODELESS);
        this.surroundings = surroundings;
        this.sources = List.copyOf(sources);
        this.begun = begun;
    }

    @Override
    protected void createForm(Composite area) {
        form = new CreateForm(area, surroundings, this::changed);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(form);
        hashing = new HashingPane(area, surroundings, new HashingPane.Result() {
            @Override
            public void created(Metainfo torrent, NewTorrent wanted, String seedFault) {
                ended(torrent, wanted, seedFault);
            }

            @Override
            public void failed(String reason) {
                stopped(reason);
            }
        });
        GridDataFactory.fillDefaults().grab(true, false).applyTo(hashing);
    }

    @Override
    protected void createButtonsForButtonBar(Composite parent) {
        createButton(parent, IDialogConstants.OK_ID, Messages.create_ok, true);
        createButton(parent, IDialogConstants.CANCEL_ID, Messages.close, false);
    }

    @Override
    public void create() {
        super.create();
        following = surroundings.followSession(getShell().getDisplay(), present -> {
            session = present;
            changed();
        });
        getShell().addListener(SWT.Dispose, event -> following.close());
        begun.ifPresentOrElse(before -> form.show(before.wanted()), () -> form.addSources(sources));
        changed();
    }

    private void changed() {
        if (getShell() == null || getButton(IDialogConstants.OK_ID) == null || hashing.isRunning() || done) {
            return;
        }
        Optional<String> problem = form.problem();
        Optional<String> waiting = form.seeds() && session.isEmpty() ? Optional.of(Messages.noSession) : form.waiting();
        if (problem.isPresent()) {
            say(problem.get(), IMessageProvider.ERROR);
        } else {
            say(waiting);
        }
        getButton(IDialogConstants.OK_ID).setEnabled(problem.isEmpty() && waiting.isEmpty());
    }

    private void say(Optional<String> waiting) {
        if (waiting.isPresent()) {
            say(waiting.get(), IMessageProvider.INFORMATION);
        } else if (form.warning().isPresent()) {
            say(form.warning().get(), IMessageProvider.WARNING);
        } else if (begun.isPresent()) {
            say(NLS.bind(Messages.create_resume, begun.get().wanted().name()), IMessageProvider.INFORMATION);
        } else {
            say(Messages.create_ready, IMessageProvider.NONE);
        }
    }

    @Override
    protected void okPressed() {
        if (done) {
            super.okPressed();
            return;
        }
        NewTorrent wanted = form.wanted();
        if (form.replaces() && !MessageDialog.openQuestion(getShell(), Messages.create_title,
                NLS.bind(Messages.create_overwrite, wanted.file()))) {
            return;
        }
        form.remember();
        form.setEnabled(false);
        say(NLS.bind(Messages.create_hashing, wanted.name()), IMessageProvider.INFORMATION);
        getButton(IDialogConstants.OK_ID).setEnabled(false);
        hashing.run(wanted, begun, session, created -> begun = Optional.of(created));
    }

    private void stopped(String reason) {
        form.setEnabled(true);
        if (closing) {
            close();
            return;
        }
        changed();
        if (reason == null) {
            say(Messages.create_cancelled, IMessageProvider.INFORMATION);
        } else {
            say(reason, IMessageProvider.ERROR);
        }
    }

    private void ended(Metainfo torrent, NewTorrent wanted, String seedFault) {
        done = true;
        begun = Optional.empty();
        getButton(IDialogConstants.CANCEL_ID).setVisible(false);
        getButton(IDialogConstants.OK_ID).setText(Messages.close);
        getButton(IDialogConstants.OK_ID).setEnabled(true);
        hashing.showLink(Magnet.of(torrent).toString());
        if (seedFault == null) {
            say(NLS.bind(wanted.seed() ? Messages.create_doneSeeding : Messages.create_done, wanted.file(),
                    Quantities.bytes(torrent.layout().contentLength())), IMessageProvider.INFORMATION);
        } else {
            say(NLS.bind(Messages.create_notSeeded, wanted.file(), seedFault), IMessageProvider.ERROR);
        }
    }

    /** Closing while it hashes asks first; what is hashed stays for the next start unless the user gives it up. */
    @Override
    protected void handleShellCloseEvent() {
        cancelPressed();
    }

    @Override
    protected void cancelPressed() {
        if (hashing.isRunning()) {
            int answer = MessageDialog.open(MessageDialog.QUESTION, getShell(), Messages.create_title, Messages.create_closing,
                    SWT.SHEET,
                    Messages.create_goOn, Messages.create_later, Messages.create_giveUp);
            if (answer == 1 || answer == 2) {
                closing = true;
                hashing.stop(answer == 2);
            }
            return;
        }
        begun.ifPresent(hashing::forget);
        super.cancelPressed();
    }
}
