package org.freshet.ui.workbench.internal;

import java.util.List;
import java.util.Objects;

import org.eclipse.jface.action.ContributionItem;
import org.eclipse.jface.action.IStatusLineManager;
import org.eclipse.jface.action.StatusLineLayoutData;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.jface.resource.LocalResourceManager;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.CLabel;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.ProgressBar;
import org.eclipse.swt.widgets.ToolBar;
import org.eclipse.swt.widgets.ToolItem;
import org.freshet.engine.SessionStatus;
import org.freshet.ui.Icons;
import org.freshet.ui.Quantities;

/**
 * The right of the status line: problems, connections and total rates; a button for the problems, since there is more to say than fits. UI
 * thread.
 */
final class StatusFigures {
    private static final String WIDEST_RATE = "1023 MiB/s";
    private static final int PADDING = 28;

    private final Problems problems = new Problems();
    private final Figure connections = new Figure("connections", Icons.PEER, NLS.bind(Messages.status_connections, "99999"));
    private final Figure down = new Figure("down", Icons.DOWN, WIDEST_RATE);
    private final Figure up = new Figure("up", Icons.UP, WIDEST_RATE);

    void fill(IStatusLineManager line) {
        line.add(problems);
        line.add(connections);
        line.add(down);
        line.add(up);
    }

    /** Shows what the session has; null where none is open. */
    void show(SessionStatus status) {
        if (status == null) {
            problems.set(List.of());
            connections.set("", "");
            down.set("", "");
            up.set("", "");
            return;
        }
        problems.set(status.problems());
        String count = connections(status.connections());
        connections.set(count, count);
        down.set(rate(status.downRate()), NLS.bind(Messages.status_down, spoken(status.downRate())));
        up.set(rate(status.upRate()), NLS.bind(Messages.status_up, spoken(status.upRate())));
    }

    private static String connections(int count) {
        return count == 1 ? Messages.status_connection : NLS.bind(Messages.status_connections, count);
    }

    private static String rate(long bytesPerSecond) {
        return bytesPerSecond == 0 ? "0" : Quantities.rate(bytesPerSecond);
    }

    static String spoken(long bytesPerSecond) {
        return bytesPerSecond == 0 ? Messages.status_noRate : Quantities.rate(bytesPerSecond);
    }

    /** An icon with a word beside it, wide enough for every value, so that nothing moves. */
    private static final class Figure extends ContributionItem {
        private final Icons icon;
        private final String widest;
        private CLabel label;
        private String text = "";
        private String words = "";

        Figure(String id, Icons icon, String widest) {
            super("org.freshet.status." + id);
            this.icon = icon;
            this.widest = widest;
        }

        @Override
        public void fill(Composite parent) {
            separator(parent);
            label = new CLabel(parent, SWT.SHADOW_NONE);
            label.setImage(icon.image(new LocalResourceManager(JFaceResources.getResources(), label)));
            StatusLineLayoutData data = new StatusLineLayoutData();
            data.widthHint = width(parent, widest) + PADDING;
            label.setLayoutData(data);
            render();
        }

        void set(String shown, String tip) {
            if (!shown.equals(text) || !tip.equals(words)) {
                text = shown;
                words = tip;
                render();
            }
        }

        private void render() {
            if (label != null && !label.isDisposed()) {
                label.setText(text);
                label.setToolTipText(words);
            }
        }
    }

    private static void separator(Composite parent) {
        Label line = new Label(parent, SWT.SEPARATOR);
        StatusLineLayoutData data = new StatusLineLayoutData();
        data.heightHint = line.computeSize(SWT.DEFAULT, SWT.DEFAULT).y / 2;
        line.setLayoutData(data);
    }

    private static int width(Composite parent, String text) {
        GC gc = new GC(parent);
        try {
            return gc.textExtent(text).x;
        } finally {
            gc.dispose();
        }
    }

    /**
     * The platform's status line has a bar for work of unknown length. Nothing here shows it, but as long as it exists it wakes the program
     * ten times a second, which was a third of what an idle window cost.
     */
    private static void removeRestlessBars(Composite parent) {
        for (Control child : parent.getChildren()) {
            if (child instanceof ProgressBar && (child.getStyle() & SWT.INDETERMINATE) != 0) {
                child.dispose();
            } else if (child instanceof Composite inner) {
                removeRestlessBars(inner);
            }
        }
    }

    /** A button that says how many problems there are and lists them; empty while there are none. */
    private static final class Problems extends ContributionItem {
        private ToolBar bar;
        private ToolItem button;
        private List<String> problems = List.of();

        Problems() {
            super("org.freshet.status.problems");
        }

        @Override
        public void fill(Composite parent) {
            removeRestlessBars(parent);
            bar = new ToolBar(parent, SWT.FLAT | SWT.RIGHT);
            button = new ToolItem(bar, SWT.PUSH);
            button.setImage(Icons.PROBLEM.image(new LocalResourceManager(JFaceResources.getResources(), bar)));
            button.setText(NLS.bind(Messages.status_problems, "99"));
            StatusLineLayoutData data = new StatusLineLayoutData();
            data.widthHint = bar.computeSize(SWT.DEFAULT, SWT.DEFAULT).x;
            bar.setLayoutData(data);
            button.addListener(SWT.Selection, event -> MessageDialog.openWarning(bar.getShell(), Messages.status_problemsTitle,
                    String.join("\n\n", problems)));
            render();
        }

        void set(List<String> present) {
            if (!Objects.equals(problems, present)) {
                problems = present;
                render();
            }
        }

        private void render() {
            if (bar == null || bar.isDisposed()) {
                return;
            }
            button.setText(problems.size() == 1 ? Messages.status_problem : NLS.bind(Messages.status_problems, problems.size()));
            button.setToolTipText(String.join("\n", problems));
            bar.setVisible(!problems.isEmpty());
        }
    }
}
