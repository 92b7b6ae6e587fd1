package org.freshet.ui;

import java.util.List;

import org.eclipse.swt.widgets.Shell;

/**
 * Opens what a person gave the program: torrent files, magnet links, URLs of torrents, or files and folders to make a torrent of. An OSGi
 * service. UI thread.
 */
public interface SourceOpener {

    /**
     * Asks what is to be asked and adds the torrents; returns at once or when a dialog ended.
     *
     * @param parent the window that the dialogs belong to
     * @param sources paths, magnet links and URLs, in any mixture
     */
    void open(Shell parent, List<String> sources);
}
