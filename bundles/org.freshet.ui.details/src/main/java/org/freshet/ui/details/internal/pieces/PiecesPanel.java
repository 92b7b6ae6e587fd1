package org.freshet.ui.details.internal.pieces;

import java.util.List;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.freshet.engine.PieceMap;
import org.freshet.engine.Torrent;
import org.freshet.ui.details.internal.DetailContext;
import org.freshet.ui.details.internal.DetailPanel;
import org.freshet.ui.details.internal.Messages;
import org.freshet.ui.details.internal.WordsLine;

/** The map of pieces, its legend, and a line of words. UI thread. */
public final class PiecesPanel implements DetailPanel<PiecesSnapshot> {
    private PieceCanvas canvas;
    private WordsLine words;
    private volatile Rectangle room = new Rectangle(0, 0, 1, 1);

    @Override
    public Control create(Composite parent, DetailContext context) {
        Composite body = new Composite(parent, SWT.NONE);
        GridLayout layout = new GridLayout();
        layout.marginWidth = 0;
        layout.marginHeight = 0;
        layout.verticalSpacing = 2;
        body.setLayout(layout);
        canvas = new PieceCanvas(body, () -> {
            room = canvas.room();
            context.refresh().run();
        }, this::say);
        canvas.control().setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true));
        Legend.create(body).setLayoutData(new GridData(SWT.FILL, SWT.END, true, false));
        words = new WordsLine(body, Messages.pieces_text);
        return body;
    }

    @Override
    public void follow(List<Torrent> torrents) {
        canvas.clear();
    }

    @Override
    public PiecesSnapshot read(List<Torrent> torrents, PiecesSnapshot before) {
        PieceMap map = torrents.getFirst().pieces();
        Rectangle now = room;
        CellLayout layout = CellLayout.of(map.count(), now.width, now.height);
        return before != null && before.layout().equals(layout) && before.map().equals(map) ? before
                : PiecesSnapshot.of(map, layout);
    }

    @Override
    public void show(PiecesSnapshot snapshot) {
        canvas.show(snapshot);
        say();
    }

    @Override
    public void focus() {
        canvas.control().setFocus();
    }

    private void say() {
        words.say(canvas.words());
    }
}
