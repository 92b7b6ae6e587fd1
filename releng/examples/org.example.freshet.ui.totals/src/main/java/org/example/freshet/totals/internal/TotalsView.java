package org.example.freshet.totals.internal;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.part.ViewPart;
import org.example.freshet.totals.Totals;
import org.freshet.engine.Session;
import org.freshet.ui.Quantities;
import org.freshet.ui.SessionAccess;

/** Shows the session's totals, once a second while the view is there. */
public final class TotalsView extends ViewPart {
    private static final int MILLIS = 1000;

    private final Map<Text, Function<Totals, String>> fields = new LinkedHashMap<>();
    private SessionAccess session;
    private Composite pane;
    private Totals totals = Totals.NONE;

    @Override
    public void createPartControl(Composite parent) {
        pane = new Composite(parent, SWT.NONE);
        GridLayoutFactory.swtDefaults().numColumns(2).applyTo(pane);
        field(Messages.downloaded, t -> Quantities.bytes(t.downloaded()));
        field(Messages.uploaded, t -> Quantities.bytes(t.uploaded()));
        field(Messages.fastest, t -> Quantities.rate(t.fastest()));
        session = new SessionAccess(pane.getDisplay(), this::show);
        show(session.session());
        tick();
    }

    /** A label and a text that a screen reader finds and people can copy from. */
    private void field(String label, Function<Totals, String> value) {
        new Label(pane, SWT.NONE).setText(label);
        Text text = new Text(pane, SWT.READ_ONLY);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(text);
        fields.put(text, value);
    }

    private void tick() {
        pane.getDisplay().timerExec(MILLIS, () -> {
            if (!pane.isDisposed()) {
                show(session.session());
                tick();
            }
        });
    }

    private void show(Optional<Session> open) {
        open.ifPresent(s -> totals = totals.with(s.status()));
        setContentDescription(open.isPresent() ? "" : Messages.noSession);
        fields.forEach((text, value) -> {
            String now = value.apply(totals);
            if (!now.equals(text.getText())) { // else people's selection would be gone each second
                text.setText(now);
            }
        });
    }

    @Override
    public void setFocus() {
        pane.setFocus();
    }

    @Override
    public void dispose() {
        if (session != null) { // a view that was never shown has none
            session.close();
        }
        super.dispose();
    }
}
