package org.freshet.ui.torrents.internal;

import java.util.OptionalLong;

import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;
import org.freshet.engine.RateLimits;
import org.freshet.ui.torrents.internal.model.LimitText;

/** Asks for the rate limits of torrents. */
final class LimitsDialog extends FieldDialog {
    private final RateLimits before;
    private Text down;
    private Text up;
    private RateLimits limits;

    LimitsDialog(Shell parent, RateLimits before, String what) {
        super(parent, Messages.limits_title, NLS.bind(Messages.limits_message, what));
        this.before = before;
    }

    @Override
    void fields(Composite grid) {
        down = text(grid, Messages.limits_down, 2, LimitText.format(before.down()));
        up = text(grid, Messages.limits_up, 2, LimitText.format(before.up()));
    }

    @Override
    String fault() {
        OptionalLong downLimit = LimitText.parse(down.getText());
        OptionalLong upLimit = LimitText.parse(up == null ? "" : up.getText());
        if (downLimit.isEmpty() || upLimit.isEmpty()) {
            return NLS.bind(Messages.limits_invalid, (downLimit.isEmpty() ? down : up).getText());
        }
        limits = new RateLimits(downLimit.getAsLong(), upLimit.getAsLong());
        return null;
    }

    /** What was entered. */
    RateLimits limits() {
        return limits;
    }
}
