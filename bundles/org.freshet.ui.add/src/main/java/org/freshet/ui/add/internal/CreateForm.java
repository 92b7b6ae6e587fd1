package org.freshet.ui.add.internal;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.freshet.metainfo.Layout;
import org.freshet.metainfo.Metainfo.Version;
import org.freshet.metainfo.SourceSurvey;
import org.freshet.metainfo.TorrentCreator;
import org.freshet.ui.Quantities;
import org.freshet.ui.add.internal.model.NewTorrent;
import org.freshet.ui.add.internal.model.SaveFile;

import org.freshet.ui.add.internal.model.Urls;

/** Everything that is asked about a new torrent. */
final class CreateForm extends Composite {
    private static final String SAVE_FOLDER = "create.saveFolder";
    private static final String TRACKERS = "create.trackers";
    private static final List<Version> VERSIONS = List.of(Version.V1, Version.HYBRID, Version.V2);
    private static final int LINES = 3;
    /** Room for the mark of a field that cannot be used. */
    private static final int MARK = 6;
    private static final int PAUSE_MILLIS = 150;

    private final Surroundings.Remembered remembered;
    private final Runnable changed;
    private final Map<Control, FieldFault> marks = new HashMap<>();
    private ContentPane content;
    private Text name;
    private Combo version;
    private Combo pieceLength;
    private Label pieces;
    private Text trackers;
    private Text webSeeds;
    private Text comment;
    private Button isPrivate;
    private Text file;
    private Button seed;
    /** What the fields were given by the program, so that only what the user wrote is kept when the sources change. */
    private String ownName = "";
    private String ownFile = "";
    private SaveFile.Look fileSeen;
    private int fileTurn;

    CreateForm(Composite parent, Surroundings surroundings, Runnable changed) {
        super(parent, SWT.NONE);
        this.remembered = surroundings.remembered();
        this.changed = changed;
        GridLayoutFactory.fillDefaults().applyTo(this);
        SashForm sash = new SashForm(this, SWT.HORIZONTAL);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(sash);
        content = new ContentPane(sash, this::sourcesChanged);
        Composite fields = new Composite(sash, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(2).extendedMargins(8, 0, 0, 0).applyTo(fields);
        createFields(fields);
        sash.setWeights(45, 55);
    }

    private void createFields(Composite fields) {
        name = text(fields, Messages.create_name, SWT.BORDER);
        Widgets.label(fields, Messages.create_version);
        version = Widgets.named(new Combo(fields, SWT.READ_ONLY | SWT.DROP_DOWN), Messages.create_version);
        version.setItems(Messages.version_v1Long, Messages.version_hybridLong, Messages.version_v2Long);
        version.select(0);
        version.addListener(SWT.Selection, event -> refresh());
        GridDataFactory.fillDefaults().indent(MARK, 0).applyTo(version);
        Widgets.label(fields, Messages.create_pieceSize);
        Composite sizes = row(fields);
        pieceLength = Widgets.named(new Combo(sizes, SWT.READ_ONLY | SWT.DROP_DOWN), Messages.create_pieceSize);
        pieceLength.add(Messages.create_pieceAuto);
        for (long length = TorrentCreator.MIN_PIECE_LENGTH; length <= TorrentCreator.MAX_PIECE_LENGTH; length *= 2) {
            pieceLength.add(Quantities.bytes(length));
        }
        pieceLength.select(0);
        pieceLength.addListener(SWT.Selection, event -> refresh());
        GridDataFactory.fillDefaults().indent(MARK, 0).applyTo(pieceLength);
        pieces = new Label(sizes, SWT.NONE);
        GridDataFactory.fillDefaults().grab(true, false).align(SWT.FILL, SWT.CENTER).applyTo(pieces);
        trackers = text(fields, Messages.create_trackers, SWT.BORDER | SWT.MULTI | SWT.V_SCROLL);
        trackers.setText(remembered.get(TRACKERS, ""));
        trackers.setToolTipText(Messages.create_trackersHint);
        webSeeds = text(fields, Messages.create_webSeeds, SWT.BORDER | SWT.MULTI | SWT.V_SCROLL);
        comment = text(fields, Messages.create_comment, SWT.BORDER);
        Widgets.label(fields, Messages.create_file);
        Composite place = row(fields);
        file = field(place, Messages.create_file, SWT.BORDER);
        file.addListener(SWT.Modify, event -> lookAtFile());
        GridDataFactory.fillDefaults().grab(true, false).align(SWT.FILL, SWT.CENTER).indent(MARK, 0).applyTo(file);
        Widgets.button(place, Messages.create_browse, this::browse);
        isPrivate = Widgets.check(fields, Messages.create_private, false, this::refresh);
        GridDataFactory.fillDefaults().span(2, 1).applyTo(isPrivate);
        seed = Widgets.check(fields, Messages.create_seed, true, this::refresh);
        GridDataFactory.fillDefaults().span(2, 1).applyTo(seed);
    }

    private static Composite row(Composite parent) {
        Composite row = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(2).applyTo(row);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(row);
        return row;
    }

    private Text field(Composite parent, String label, int style) {
        Text text = Widgets.named(new Text(parent, style), label);
        text.addListener(SWT.Modify, event -> refresh());
        return text;
    }

    private Text text(Composite parent, String label, int style) {
        Label before = Widgets.label(parent, label);
        Text text = field(parent, label, style);
        GridDataFactory.fillDefaults().grab(true, false).align(SWT.FILL, SWT.CENTER).indent(MARK, 0).applyTo(text);
        if ((style & SWT.MULTI) != 0) {
            int height = LINES * text.getLineHeight();
            GridDataFactory.fillDefaults().grab(true, true).hint(SWT.DEFAULT, height).minSize(1, height).indent(MARK, 0).applyTo(text);
            GridDataFactory.fillDefaults().align(SWT.BEGINNING, SWT.BEGINNING).applyTo(before);
            // The tabulator leaves the field, as in every other.
            text.addListener(SWT.Traverse, event -> event.doit |= event.detail == SWT.TRAVERSE_TAB_NEXT
                    || event.detail == SWT.TRAVERSE_TAB_PREVIOUS);
        }
        return text;
    }

    private void browse() {
        FileDialog dialog = new FileDialog(getShell(), SWT.SAVE);
        dialog.setText(Messages.create_fileTitle);
        dialog.setFilterExtensions(new String[] {"*.torrent", "*"});
        path().ifPresent(path -> {
            dialog.setFilterPath(String.valueOf(path.getParent()));
            dialog.setFileName(String.valueOf(path.getFileName()));
        });
        String chosen = dialog.open();
        if (chosen != null) {
            file.setText(chosen);
        }
    }

    void addSources(List<Path> paths) {
        content.add(paths);
    }

    /** Shows what was asked for before. */
    void show(NewTorrent wanted) {
        content.add(wanted.sources());
        name.setText(wanted.name());
        version.select(VERSIONS.indexOf(wanted.version()));
        pieceLength.select(wanted.pieceLength() == 0 ? 0
                : Integer.numberOfTrailingZeros(wanted.pieceLength() / TorrentCreator.MIN_PIECE_LENGTH) + 1);
        trackers.setText(Urls.text(wanted.trackers()));
        webSeeds.setText(String.join("\n", wanted.webSeeds()));
        comment.setText(wanted.comment());
        isPrivate.setSelection(wanted.isPrivate());
        file.setText(wanted.file().toString());
        seed.setSelection(wanted.seed());
        refresh();
    }

    private void sourcesChanged() {
        if (name == null) {
            return;
        }
        content.base().ifPresent(base -> {
            if (name.getText().equals(ownName)) {
                ownName = base.name();
                name.setText(ownName);
            }
            if (file.getText().equals(ownFile)) {
                // Beside the data unless another folder was taken the last time.
                Path folder = Path.of(remembered.get(SAVE_FOLDER, base.root().toString()));
                ownFile = folder.resolve(base.name() + ".torrent").toString();
                file.setText(ownFile);
            }
        });
        refresh();
    }

    private Version version() {
        return VERSIONS.get(version.getSelectionIndex());
    }

    private int pieceLength() {
        int index = pieceLength.getSelectionIndex();
        return index <= 0 ? 0 : TorrentCreator.MIN_PIECE_LENGTH << index - 1;
    }

    private void refresh() {
        if (seed == null) {
            return;
        }
        seed.setEnabled(notSeedable().isEmpty());
        pieces.setText(content.survey().map(survey -> {
            int length = pieceLength() == 0 ? survey.automaticPieceLength() : pieceLength();
            long count = survey.pieces(version(), length);
            return NLS.bind(Messages.create_pieces, count, Quantities.bytes(length));
        }).orElse(""));
        changed.run();
    }

    private Optional<String> notSeedable() {
        if (version() == Version.V2) {
            return Optional.of(Messages.create_noV2);
        }
        return content.base().filter(base -> !base.name().equals(name.getText()))
                .map(base -> NLS.bind(Messages.create_otherName, base.name()));
    }

    /** Whether the torrent is seeded as soon as it is made. */
    boolean seeds() {
        return seed.getSelection() && notSeedable().isEmpty();
    }

    private Optional<Path> path() {
        SaveFile wanted = new SaveFile(file.getText());
        return wanted.problem().isPresent() ? Optional.empty() : Optional.of(wanted.path());
    }

    /** What is wrong, for the first field that is; that field is marked. */
    Optional<String> problem() {
        Optional<Problem> found = firstProblem();
        marks.forEach((field, mark) -> mark.show(found.filter(p -> p.field() == field).map(Problem::text).orElse(null)));
        found.filter(p -> p.field() != null && !marks.containsKey(p.field())).ifPresent(p -> {
            FieldFault mark = new FieldFault(p.field());
            marks.put(p.field(), mark);
            mark.show(p.text());
        });
        return found.map(Problem::text);
    }

    /** A problem, and the field it is in, if it is one of the form's own. */
    private record Problem(Control field, String text) {
    }

    private Optional<Problem> firstProblem() {
        if (content.isEmpty() || content.problem().isPresent()) {
            return content.problem().map(text -> new Problem(null, text));
        }
        String called = name.getText().strip();
        if (called.isEmpty() || called.indexOf('/') >= 0 || called.equals(".") || called.equals("..")) {
            return Optional.of(new Problem(name, Messages.create_badName));
        }
        Optional<SourceSurvey> survey = content.survey();
        if (survey.isPresent() && pieceLength() > 0 && survey.get().pieces(version(), pieceLength()) > Layout.MAX_PIECES) {
            return Optional.of(new Problem(pieceLength, Messages.create_tooManyPieces));
        }
        Text read = trackers;
        try {
            if (Urls.trackers(trackers.getText()).isEmpty() && isPrivate.getSelection()) {
                return Optional.of(new Problem(trackers, Messages.create_privateAlone));
            }
            read = webSeeds;
            Urls.webSeeds(webSeeds.getText());
        } catch (Urls.WrongLineException e) {
            return Optional.of(new Problem(read, e.getMessage()));
        }
        return fileProblem().map(text -> new Problem(file, text));
    }

    private Optional<String> fileProblem() {
        return new SaveFile(file.getText()).problem().or(() -> Optional.ofNullable(fileSeen).map(SaveFile.Look::problem));
    }

    /** Looks at the place of the torrent file in the background. */
    private void lookAtFile() {
        fileSeen = null;
        SaveFile wanted = new SaveFile(file.getText());
        int turn = ++fileTurn;
        Display display = getDisplay();
        Job.createSystem(Messages.create_file, monitor -> {
            SaveFile.Look found = wanted.look();
            if (!display.isDisposed()) {
                display.asyncExec(() -> {
                    if (!isDisposed() && turn == fileTurn) {
                        fileSeen = found;
                        changed.run();
                    }
                });
            }
        }).schedule(PAUSE_MILLIS);
    }

    /** Whether a file would be replaced. */
    boolean replaces() {
        return fileSeen != null && fileSeen.exists();
    }

    /** What has to be waited for before the torrent can be made. */
    Optional<String> waiting() {
        return content.isEmpty() ? Optional.of(Messages.create_noSources)
                : content.survey().isEmpty() || fileSeen == null ? Optional.of(Messages.create_listing) : Optional.empty();
    }

    /** What the user should know but may do. */
    Optional<String> warning() {
        return notSeedable().filter(reason -> version() == Version.V2 || seed.getSelection());
    }

    /** What is asked for; only where there is no {@link #problem}. */
    NewTorrent wanted() {
        try {
            return new NewTorrent(content.sources(), name.getText().strip(), version(), pieceLength(),
                    Urls.trackers(trackers.getText()),
                    Urls.webSeeds(webSeeds.getText()), isPrivate.getSelection(), comment.getText().strip(), path().orElseThrow(),
                            seeds());
        } catch (Urls.WrongLineException e) {
            throw new IllegalStateException(e);
        }
    }

    void remember() {
        remembered.put(TRACKERS, trackers.getText().strip());
        path().map(Path::getParent).ifPresent(folder -> remembered.put(SAVE_FOLDER, folder.toString()));
    }

    @Override
    public void setEnabled(boolean enabled) {
        super.setEnabled(enabled);
        setEnabled(this, enabled);
        if (enabled) {
            refresh();
        }
    }

    /** Each of them, so that it shows. */
    private static void setEnabled(Composite parent, boolean enabled) {
        for (Control child : parent.getChildren()) {
            if (child instanceof Composite composite && !(child instanceof Combo) && composite.getChildren().length > 0) {
                setEnabled(composite, enabled);
            } else {
                child.setEnabled(enabled);
            }
        }
    }
}
