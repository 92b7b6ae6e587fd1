package org.freshet.ui.workbench.internal;

import java.util.List;

import org.eclipse.ui.IFolderLayout;
import org.eclipse.ui.IPageLayout;
import org.eclipse.ui.IPerspectiveFactory;

/** All torrents on top, the details of the selected one below. Views whose bundle is not installed leave no gap. */
public final class TorrentsPerspective implements IPerspectiveFactory {
    static final String ID = "org.freshet.ui.workbench.perspective";

    static final String TORRENTS = "org.freshet.ui.torrents.view";
    private static final String PLUGINS = "org.freshet.ui.plugins.view";
    private static final String DETAILS = "org.freshet.ui.details.";
    private static final List<String> DETAIL_VIEWS = List.of("general", "files", "peers", "trackers", "pieces", "speed", "log");
    private static final float TORRENTS_SHARE = 0.6f;

    @Override
    public void createInitialLayout(IPageLayout layout) {
        layout.setEditorAreaVisible(false);
        IFolderLayout top = layout.createFolder("torrents", IPageLayout.TOP, TORRENTS_SHARE, IPageLayout.ID_EDITOR_AREA);
        top.addView(TORRENTS);
        top.addPlaceholder(PLUGINS);
        IFolderLayout below = layout.createFolder("details", IPageLayout.BOTTOM, TORRENTS_SHARE, "torrents");
        for (String view : DETAIL_VIEWS) {
            below.addView(DETAILS + view);
            layout.addShowViewShortcut(DETAILS + view);
        }
        layout.addShowViewShortcut(TORRENTS);
        layout.addShowViewShortcut(PLUGINS);
        layout.getViewLayout(TORRENTS).setCloseable(false);
    }
}
