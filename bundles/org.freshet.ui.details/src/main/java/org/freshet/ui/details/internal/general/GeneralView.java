package org.freshet.ui.details.internal.general;

import org.freshet.ui.details.internal.DetailPanel;
import org.freshet.ui.details.internal.DetailView;

/** The General view. */
public final class GeneralView extends DetailView<GeneralTexts> {
    @Override
    protected DetailPanel<GeneralTexts> panel() {
        return new GeneralPanel();
    }
}
