package org.freshet.ui.details.internal.speed;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.freshet.engine.RateLimits;
import org.freshet.engine.Torrent;
import org.freshet.ui.details.internal.Clips;
import org.freshet.ui.details.internal.DetailAction;
import org.freshet.ui.details.internal.DetailContext;
import org.freshet.ui.details.internal.DetailPanel;
import org.freshet.ui.details.internal.Messages;
import org.freshet.ui.details.internal.Named;
import org.freshet.ui.details.internal.Palette;
import org.freshet.ui.details.internal.Texts;
import org.freshet.ui.details.internal.WordsLine;

/** The graph of the selected torrents' rates together, or of the session's; its range; and a line of words. UI thread. */
public final class SpeedPanel implements DetailPanel<SpeedSnapshot> {
    private static final String RANGE = "range";
    private static final int SAMPLE_WIDTH = 28;
    private static final int SAMPLE_HEIGHT = 10;

    private final Supplier<Optional<SpeedHistory>> history;
    private final Supplier<RateLimits> limits;
    private final List<DetailAction> actions = new ArrayList<>();
    private SpeedCanvas canvas;
    private WordsLine words;
    private DetailContext context;
    private Combo choice;
    private volatile SpeedRange range = SpeedRange.TEN_MINUTES;

    /**
     * A panel.
     *
     * @param history what was recorded, if a session is open; any thread
     * @param limits of the session; any thread
     */
    public SpeedPanel(Supplier<Optional<SpeedHistory>> history, Supplier<RateLimits> limits) {
        this.history = history;
        this.limits = limits;
    }

    @Override
    public Control create(Composite parent, DetailContext around) {
        context = around;
        range = SpeedRange.parse(around.memory().text(RANGE, ""));
        Composite body = new Composite(parent, SWT.NONE);
        GridLayout layout = new GridLayout();
        layout.marginWidth = 0;
        layout.marginHeight = 0;
        layout.verticalSpacing = 2;
        body.setLayout(layout);
        head(body);
        canvas = new SpeedCanvas(body);
        canvas.control().setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true));
        words = new WordsLine(body, Messages.speed_text);
        for (SpeedRange each : SpeedRange.values()) {
            actions.add(DetailAction.choice(each.words(), () -> true, () -> range == each, () -> range(each)));
        }
        actions.add(DetailAction.copy(Messages.speed_copy, () -> true, () -> Clips.copy(body.getDisplay(),
                canvas.words())).startsGroup());
        DetailAction.install(canvas.control(), actions);
        return body;
    }

    private void head(Composite body) {
        Composite head = new Composite(body, SWT.NONE);
        GridLayout layout = new GridLayout(6, false);
        layout.marginHeight = 0;
        head.setLayout(layout);
        head.setLayoutData(new GridData(SWT.FILL, SWT.BEGINNING, true, false));
        new Label(head, SWT.NONE).setText(Messages.speed_range);
        choice = new Combo(head, SWT.DROP_DOWN | SWT.READ_ONLY);
        for (SpeedRange each : SpeedRange.values()) {
            choice.add(each.words());
        }
        choice.select(range.ordinal());
        Named.name(choice, Messages.speed_range.replace("&", ""));
        choice.addListener(SWT.Selection, event -> range(SpeedRange.values()[choice.getSelectionIndex()]));
        sample(head, true, Messages.speed_down);
        sample(head, false, Messages.speed_up);
    }

    /** A piece of line and what it stands for. */
    private static void sample(Composite head, boolean down, String text) {
        Canvas sample = new Canvas(head, SWT.NO_FOCUS);
        GridData data = new GridData(SAMPLE_WIDTH, SAMPLE_HEIGHT);
        data.horizontalIndent = 12;
        sample.setLayoutData(data);
        sample.addListener(SWT.Paint, event -> {
            Palette palette = Palette.of(sample);
            event.gc.setForeground(down ? palette.strong() : palette.fore());
            event.gc.setLineWidth(2);
            if (!down) {
                event.gc.setLineDash(new int[] {6, 4});
            }
            event.gc.drawLine(0, SAMPLE_HEIGHT / 2, SAMPLE_WIDTH, SAMPLE_HEIGHT / 2);
        });
        new Label(head, SWT.NONE).setText(text);
    }

    private void range(SpeedRange other) {
        range = other;
        choice.select(other.ordinal());
        context.memory().keep(RANGE, other.name());
        context.refresh().run();
    }

    @Override
    public List<DetailAction> actions() {
        return actions;
    }

    @Override
    public boolean shows(int torrents) {
        return true;
    }

    @Override
    public void follow(List<Torrent> torrents) {
        // The next snapshot says whose rates it has.
    }

    @Override
    public SpeedSnapshot read(List<Torrent> torrents, SpeedSnapshot before) {
        SpeedRange now = range;
        Optional<SpeedHistory> recorded = history.get();
        if (torrents.isEmpty()) {
            return new SpeedSnapshot(Messages.speed_all, recorded.map(h -> h.window(now)).orElseGet(() -> SpeedWindow.empty(now)),
                    limits.get());
        }
        List<?> keys = torrents.stream().map(Torrent::infoHashes).toList();
        SpeedWindow window = recorded.map(h -> h.window(now, keys)).orElseGet(() -> SpeedWindow.empty(now));
        return torrents.size() == 1 ? new SpeedSnapshot(torrents.getFirst().name(), window, torrents.getFirst().limits())
                : new SpeedSnapshot(Texts.of(Messages.general_several, torrents.size()), window, RateLimits.NONE);
    }

    @Override
    public void show(SpeedSnapshot snapshot) {
        canvas.show(snapshot);
        words.say(snapshot.words());
    }

    @Override
    public void focus() {
        canvas.control().setFocus();
    }
}
