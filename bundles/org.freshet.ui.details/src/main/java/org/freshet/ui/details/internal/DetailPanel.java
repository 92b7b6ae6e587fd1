package org.freshet.ui.details.internal;

import java.util.List;

import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.freshet.engine.Torrent;

/**
 * What one detail view shows, apart from the workbench. Methods are for the UI thread, but for {@link #read} and {@link
 * #summary}.
 *
 * @param <S> a snapshot of what is shown
 */
public interface DetailPanel<S> {

    /** Makes the controls. */
    Control create(Composite parent, DetailContext context);

    /** Other torrents are looked at; a snapshot of them follows. */
    void follow(List<Torrent> torrents);

    /**
     * Takes a snapshot. Not on the UI thread; may read from the disk.
     *
     * @param torrents whose; as many as it {@link #shows}
     * @param before the snapshot that is shown, or {@code null}
     * @return the snapshot; {@code before} itself where nothing has changed
     */
    S read(List<Torrent> torrents, S before);

    /** Paints what is different in a snapshot. */
    void show(S snapshot);

    /** Gives the keyboard to the control that people use. */
    void focus();

    /** What can be done, in the order of the menu. */
    default List<DetailAction> actions() {
        return List.of();
    }

    /** Whether it has something to show when so many torrents are selected; in its place stand words. */
    default boolean shows(int torrents) {
        return torrents == 1;
    }

    /** What is said of several torrents in place of the panel; totals where sensible. Not on the UI thread. */
    default String summary(List<Torrent> torrents) {
        return Texts.several(torrents);
    }
}
