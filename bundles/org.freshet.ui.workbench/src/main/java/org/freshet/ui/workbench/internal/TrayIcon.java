package org.freshet.ui.workbench.internal;

import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.ToolTip;
import org.eclipse.swt.widgets.Tray;
import org.eclipse.swt.widgets.TrayItem;
import org.freshet.engine.SessionStatus;
import org.freshet.ui.Icons;

/** The program in the notification area: shown only while the user lets the window go there. UI thread. */
final class TrayIcon {
    /** To 24 by 24 pixels, of the drawing's 128 by 128, in percent. */
    private static final int ZOOM = 19;

    private final Display display;
    private final Runnable show;
    private final Runnable exit;
    private TrayItem item;

    /**
     * @param show brings the window back
     * @param exit ends the program
     */
    TrayIcon(Display display, Runnable show, Runnable exit) {
        this.display = display;
        this.show = show;
        this.exit = exit;
    }

    /** Whether this desktop has a place for it. */
    static boolean available(Display display) {
        return display.getSystemTray() != null;
    }

    /** Shows or removes it, by what the user has chosen now. */
    void update(Shell shell) {
        boolean wanted = DesktopPreferences.is(DesktopPreferences.CLOSE_TO_TRAY) || DesktopPreferences.is(DesktopPreferences.MINIMISE_TO_TRAY);
        if (wanted && item == null && available(display)) {
            create(display.getSystemTray(), shell);
        } else if (!wanted && item != null) {
            item.dispose();
            item = null;
            shell.setVisible(true); // nothing else would bring it back
        }
    }

    /** Whether a window that is hidden can be had back with it. */
    boolean isShown() {
        return item != null;
    }

    private void create(Tray tray, Shell shell) {
        item = new TrayItem(tray, SWT.NONE);
        Image image = new Image(display, Icons.FRESHET.descriptor().getImageData(ZOOM));
        item.setImage(image);
        item.setToolTipText(Messages.tray_tip);
        Menu menu = new Menu(shell, SWT.POP_UP);
        menuItem(menu, Messages.tray_show, show);
        new MenuItem(menu, SWT.SEPARATOR);
        menuItem(menu, Messages.tray_exit, exit);
        item.addListener(SWT.Selection, event -> show.run());
        item.addListener(SWT.DefaultSelection, event -> show.run());
        item.addListener(SWT.MenuDetect, event -> menu.setVisible(true));
        item.addListener(SWT.Dispose, event -> {
            menu.dispose();
            image.dispose();
        });
    }

    private static void menuItem(Menu menu, String text, Runnable action) {
        MenuItem entry = new MenuItem(menu, SWT.PUSH);
        entry.setText(text);
        entry.addListener(SWT.Selection, event -> action.run());
    }

    /** Says the rates at the icon. */
    void say(SessionStatus status) {
        if (item != null) {
            String text = status == null ? Messages.tray_tip : NLS.bind(Messages.tray_tipRates,
                    StatusFigures.spoken(status.downRate()), StatusFigures.spoken(status.upRate()));
            if (!text.equals(item.getToolTipText())) {
                item.setToolTipText(text);
            }
        }
    }

    /** Shows a balloon at the icon; false if there is none. */
    boolean show(ToolTip balloon) {
        if (item == null) {
            return false;
        }
        item.setToolTip(balloon);
        balloon.setVisible(true);
        return true;
    }
}
