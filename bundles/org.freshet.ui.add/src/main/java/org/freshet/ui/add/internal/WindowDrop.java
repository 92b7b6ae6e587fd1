package org.freshet.ui.add.internal;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

import org.eclipse.swt.SWT;
import org.eclipse.swt.dnd.DND;
import org.eclipse.swt.dnd.DropTarget;
import org.eclipse.swt.dnd.DropTargetAdapter;
import org.eclipse.swt.dnd.DropTargetEvent;
import org.eclipse.swt.dnd.FileTransfer;
import org.eclipse.swt.dnd.TextTransfer;
import org.eclipse.swt.dnd.Transfer;
import org.eclipse.swt.dnd.TransferData;
import org.eclipse.swt.dnd.URLTransfer;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Listener;
import org.eclipse.swt.widgets.Shell;
import org.freshet.ui.add.internal.model.GivenReader;

/**
 * Takes what is dropped on a window: torrent files, links, URLs, files and folders. A sign at its lower edge says that it does.
 */
final class WindowDrop extends DropTargetAdapter {
    private static final int MARGIN = 12;

    /** What can be dropped, the most telling first. */
    private final List<Transfer> transfers = List.of(new UriListTransfer(), FileTransfer.getInstance(), URLTransfer.getInstance(),
            TextTransfer.getInstance());
    private final Shell window;
    private final BiConsumer<Shell, List<String>> dropped;
    private final DropTarget target;
    /** What the target took before, if others made it; null if it is ours. */
    private final Transfer[] before;
    private final Listener closing = event -> hideSign();
    private Shell sign;

    /**
     * Makes a window take drops until {@link #end}.
     *
     * @param dropped is given the window and what was dropped on it
     */
    WindowDrop(Shell window, BiConsumer<Shell, List<String>> dropped) {
        this.window = window;
        this.dropped = dropped;
        // One target a window: what is there already is shared.
        DropTarget there = window.getData(DND.DROP_TARGET_KEY) instanceof DropTarget other ? other : null;
        this.before = there == null ? null : there.getTransfer();
        this.target = there != null ? there : new DropTarget(window, DND.DROP_COPY | DND.DROP_LINK | DND.DROP_MOVE);
        Set<Transfer> all = new LinkedHashSet<>(List.of(target.getTransfer()));
        all.addAll(transfers);
        target.setTransfer(all.toArray(Transfer[]::new));
        target.addDropListener(this);
        window.addListener(SWT.Dispose, closing);
    }

    /** The window takes nothing any more, or what it took before. */
    void end() {
        if (window.isDisposed()) {
            return;
        }
        hideSign();
        window.removeListener(SWT.Dispose, closing);
        if (!target.isDisposed()) {
            target.removeDropListener(this);
            if (before == null) {
                target.dispose();
            } else {
                target.setTransfer(before);
            }
        }
    }


    @Override
    public void dragEnter(DropTargetEvent event) {
        accept(event);
        if (event.detail != DND.DROP_NONE) {
            showSign();
        }
    }

    @Override
    public void dragOperationChanged(DropTargetEvent event) {
        accept(event);
    }

    private void accept(DropTargetEvent event) {
        for (Transfer transfer : transfers) {
            for (TransferData offered : event.dataTypes) {
                if (transfer.isSupportedType(offered)) {
                    event.currentDataType = offered;
                    event.detail = (event.operations & DND.DROP_COPY) != 0 ? DND.DROP_COPY
                            : (event.operations & DND.DROP_LINK) != 0 ? DND.DROP_LINK : DND.DROP_NONE;
                    return;
                }
            }
        }
        event.detail = DND.DROP_NONE;
    }

    @Override
    public void dragLeave(DropTargetEvent event) {
        hideSign();
    }

    @Override
    public void drop(DropTargetEvent event) {
        hideSign();
        List<String> sources = sources(event.data);
        if (sources.isEmpty()) {
            event.detail = DND.DROP_NONE;
        } else {
            dropped.accept(window, sources);
        }
    }

    static List<String> sources(Object data) {
        return switch (data) {
            case String[] files -> List.of(files);
            case String text -> GivenReader.lines(text);
            case null, default -> List.of();
        };
    }

    private void showSign() {
        if (sign != null) {
            return;
        }
        sign = new Shell(window, SWT.NO_TRIM | SWT.TOOL | SWT.NO_FOCUS);
        FillLayout layout = new FillLayout();
        layout.marginWidth = MARGIN;
        layout.marginHeight = MARGIN / 2;
        sign.setLayout(layout);
        sign.setBackground(sign.getDisplay().getSystemColor(SWT.COLOR_INFO_BACKGROUND));
        Label label = new Label(sign, SWT.CENTER);
        label.setText(Messages.drop_sign);
        label.setBackground(sign.getBackground());
        label.setForeground(sign.getDisplay().getSystemColor(SWT.COLOR_INFO_FOREGROUND));
        sign.pack();
        Rectangle area = window.getDisplay().map(window, null, window.getClientArea());
        sign.setLocation(area.x + (area.width - sign.getSize().x) / 2, area.y + area.height - sign.getSize().y - MARGIN);
        sign.setVisible(true);
    }

    private void hideSign() {
        if (sign != null) {
            sign.dispose();
            sign = null;
        }
    }
}
