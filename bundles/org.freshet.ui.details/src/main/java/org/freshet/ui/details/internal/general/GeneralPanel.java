package org.freshet.ui.details.internal.general;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.ScrolledComposite;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.ProgressBar;
import org.eclipse.swt.widgets.Text;
import org.freshet.engine.Torrent;
import org.freshet.ui.details.internal.Clips;
import org.freshet.ui.details.internal.DetailContext;
import org.freshet.ui.details.internal.DetailPanel;
import org.freshet.ui.details.internal.Messages;
import org.freshet.ui.details.internal.Named;
import org.freshet.ui.details.internal.Texts;

/** Read-only fields whose text can be selected and copied; two columns of them where there is room. UI thread. */
public final class GeneralPanel implements DetailPanel<GeneralTexts> {
    private static final int PROGRESS_STEPS = 1000;
    private static final int TWO_COLUMNS_FROM = 720;
    private static final int COPY_MARGIN = 8;

    /** One field: its controls. */
    private record Row(Label label, Text text, Button copy) {
        void shown(boolean shown) {
            for (Control control : copy == null ? new Control[] {label, text} : new Control[] {label, text, copy}) {
                control.setVisible(shown);
                ((GridData) control.getLayoutData()).exclude = !shown;
            }
        }
    }

    private final Map<GeneralField, Row> rows = new EnumMap<>(GeneralField.class);
    private ScrolledComposite scroll;
    private Composite body;
    private ProgressBar progress;

    @Override
    public Control create(Composite parent, DetailContext context) {
        scroll = new ScrolledComposite(parent, SWT.V_SCROLL | SWT.H_SCROLL);
        scroll.setExpandHorizontal(true);
        scroll.setExpandVertical(true);
        scroll.setShowFocusedControl(true);
        body = new Composite(scroll, SWT.NONE);
        body.setLayout(new GridLayout(1, true));
        scroll.setContent(body);
        progress = new ProgressBar(body, SWT.HORIZONTAL | SWT.SMOOTH);
        progress.setMaximum(PROGRESS_STEPS);
        progress.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false));
        Named.name(progress, Messages.general_progress);
        section(true);
        section(false);
        scroll.addListener(SWT.Resize, event -> fit());
        return scroll;
    }

    private void section(boolean transfer) {
        Composite section = new Composite(body, SWT.NONE);
        GridLayout layout = new GridLayout(3, false);
        layout.marginWidth = 0;
        layout.marginHeight = 0;
        layout.verticalSpacing = 2;
        section.setLayout(layout);
        section.setLayoutData(new GridData(SWT.FILL, SWT.BEGINNING, true, false));
        for (GeneralField field : GeneralField.values()) {
            if (field.isTransfer() == transfer) {
                rows.put(field, row(section, field));
            }
        }
    }

    private Row row(Composite section, GeneralField field) {
        Label label = new Label(section, SWT.NONE);
        label.setText(Texts.of(Messages.field, field.label()));
        label.setLayoutData(new GridData(SWT.BEGINNING, field.isLong() ? SWT.BEGINNING : SWT.CENTER, false, false));
        Text text = new Text(section, SWT.READ_ONLY | (field.isLong() ? SWT.MULTI | SWT.WRAP : SWT.SINGLE));
        text.setBackground(section.getBackground()); // it is read, not filled in
        GridData data = new GridData(SWT.FILL, SWT.CENTER, true, false, field.isCopied() ? 1 : 2, 1);
        data.minimumWidth = 60;
        data.widthHint = 120;
        text.setLayoutData(data);
        Named.name(text, field.label());
        Button copy = null;
        if (field.isCopied()) {
            copy = new Button(section, SWT.PUSH | SWT.FLAT);
            copy.setText(Messages.copy);
            // A button is taller than a line by itself, and would tear the lines apart.
            GridData size = new GridData(SWT.END, SWT.CENTER, false, false);
            size.heightHint = text.getLineHeight() + COPY_MARGIN;
            copy.setLayoutData(size);
            String name = Texts.of(Messages.copy_what, field.label());
            copy.setToolTipText(name);
            Named.name(copy, name);
            copy.addListener(SWT.Selection, event -> Clips.copy(text.getDisplay(), text.getText()));
        }
        return new Row(label, text, copy);
    }

    @Override
    public void follow(List<Torrent> torrents) {
        // The next snapshot says everything.
    }

    @Override
    public boolean shows(int torrents) {
        return torrents > 0;
    }

    @Override
    public GeneralTexts read(List<Torrent> torrents, GeneralTexts before) {
        return GeneralTexts.read(torrents, before);
    }

    @Override
    public void show(GeneralTexts texts) {
        boolean moved = false;
        int done = (int) (texts.progress() * PROGRESS_STEPS);
        if (progress.getSelection() != done) {
            progress.setSelection(done);
        }
        for (Map.Entry<GeneralField, Row> e : rows.entrySet()) {
            String value = texts.values().getOrDefault(e.getKey(), "");
            Row row = e.getValue();
            if (row.text().getText().equals(value) && row.text().getVisible() != value.isEmpty()) {
                continue;
            }
            if (row.text().getVisible() == value.isEmpty()) {
                row.shown(!value.isEmpty());
                moved = true;
            }
            // Setting a text that is selected would take the selection away.
            Point selection = row.text().getSelection();
            row.text().setText(value);
            row.text().setSelection(selection);
            moved |= e.getKey().isLong();
        }
        if (moved) {
            fit();
        }
    }

    @Override
    public void focus() {
        rows.get(GeneralField.NAME).text().setFocus();
    }

    private void fit() {
        int width = scroll.getClientArea().width;
        GridLayout layout = (GridLayout) body.getLayout();
        layout.numColumns = width >= TWO_COLUMNS_FROM ? 2 : 1;
        ((GridData) progress.getLayoutData()).horizontalSpan = layout.numColumns;
        body.layout(true, true);
        scroll.setMinSize(body.computeSize(Math.max(width, 240), SWT.DEFAULT));
        scroll.setMinWidth(240);
    }
}
