package org.freshet.ui.workbench.internal;

import org.eclipse.swt.SWT;
import org.eclipse.swt.SWTException;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.ToolTip;
import org.freshet.ui.workbench.internal.TorrentNotices.Notice;

/** Shows notices in balloons: at the icon in the notification area, or in the corner of the screen. Not while the user looks at us. */
final class Balloons {
    private static final int MARGIN = 24;

    private final Display display;
    private final Shell shell;
    private final TrayIcon tray;
    private final Runnable clicked;
    private ToolTip last;

    Balloons(Display display, Shell shell, TrayIcon tray, Runnable clicked) {
        this.display = display;
        this.shell = shell;
        this.tray = tray;
        this.clicked = clicked;
    }

    /** Any thread. */
    void tell(Notice notice) {
        try {
            display.asyncExec(() -> show(notice));
        } catch (SWTException e) {
            if (e.code != SWT.ERROR_DEVICE_DISPOSED) {
                throw e;
            }
            // The program ends; nobody is left to be told.
        }
    }

    private void show(Notice notice) {
        if (shell.isDisposed() || display.getActiveShell() != null || !DesktopPreferences.is(DesktopPreferences.NOTIFY)) {
            return;
        }
        if (last != null) {
            last.dispose(); // it hides itself after a while, and does not tell
        }
        ToolTip balloon = new ToolTip(shell, SWT.BALLOON | (notice.failed() ? SWT.ICON_WARNING : SWT.ICON_INFORMATION));
        last = balloon;
        balloon.setText(notice.failed() ? Messages.notice_failed : Messages.notice_completed);
        balloon.setMessage(notice.failed() ? notice.torrent() + "\n" + notice.reason() : notice.torrent());
        balloon.setAutoHide(true);
        balloon.addListener(SWT.Selection, event -> clicked.run());
        if (!tray.show(balloon)) {
            Rectangle screen = display.getPrimaryMonitor().getClientArea();
            balloon.setLocation(screen.x + screen.width - MARGIN, screen.y + screen.height - MARGIN);
            balloon.setVisible(true);
        }
    }
}
