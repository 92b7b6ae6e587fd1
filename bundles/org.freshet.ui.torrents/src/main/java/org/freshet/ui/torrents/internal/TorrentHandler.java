package org.freshet.ui.torrents.internal;

import java.util.Map;
import java.util.function.BooleanSupplier;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.HandlerEvent;
import org.eclipse.ui.commands.IElementUpdater;
import org.eclipse.ui.menus.UIElement;

/** Does one thing with the selected torrents. */
final class TorrentHandler extends AbstractHandler implements IElementUpdater {
    private final BooleanSupplier enabled;
    private final BooleanSupplier checked;
    private final Runnable action;

    /**
     * A handler.
     *
     * @param checked whether a tick is to be shown; {@code null} for commands that have none
     */
    TorrentHandler(BooleanSupplier enabled, BooleanSupplier checked, Runnable action) {
        this.enabled = enabled;
        this.checked = checked;
        this.action = action;
    }

    @Override
    public boolean isEnabled() {
        return enabled.getAsBoolean();
    }

    @Override
    public Object execute(ExecutionEvent event) {
        // The selection may have gone between the look of the menu and the choice.
        if (isEnabled()) {
            action.run();
        }
        return null;
    }

    @Override
    @SuppressWarnings("rawtypes")
    public void updateElement(UIElement element, Map parameters) {
        if (checked != null) {
            element.setChecked(checked.getAsBoolean());
        }
    }

    /** Says that it may be enabled or disabled now. */
    void refresh() {
        fireHandlerChanged(new HandlerEvent(this, true, false));
    }
}
