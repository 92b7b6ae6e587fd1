package org.freshet.ui.plugins.internal;

import java.util.function.Consumer;

import org.eclipse.swt.dnd.DND;
import org.eclipse.swt.dnd.DropTarget;
import org.eclipse.swt.dnd.DropTargetAdapter;
import org.eclipse.swt.dnd.DropTargetEvent;
import org.eclipse.swt.dnd.FileTransfer;
import org.eclipse.swt.dnd.TextTransfer;
import org.eclipse.swt.dnd.Transfer;
import org.eclipse.swt.dnd.URLTransfer;

/** Takes a jar, a zip, a folder or a URL that is dropped. UI thread. */
final class SourceDrop extends DropTargetAdapter {

    private final Consumer<String> taken;

    private SourceDrop(Consumer<String> taken) {
        this.taken = taken;
    }

    static void install(DropTarget target, Consumer<String> taken) {
        target.setTransfer(new Transfer[] {FileTransfer.getInstance(), URLTransfer.getInstance(), TextTransfer.getInstance()});
        target.addDropListener(new SourceDrop(taken));
    }

    @Override
    public void dragEnter(DropTargetEvent event) {
        if (event.detail == DND.DROP_DEFAULT || event.detail == DND.DROP_NONE) {
            event.detail = (event.operations & DND.DROP_COPY) != 0 ? DND.DROP_COPY : DND.DROP_LINK;
        }
    }

    @Override
    public void drop(DropTargetEvent event) {
        String text = event.data instanceof String[] files && files.length > 0 ? files[0]
                : event.data instanceof String string ? string.lines().findFirst().orElse("") : "";
        if (SourceText.promising(text)) {
            taken.accept(text.strip());
        } else {
            event.detail = DND.DROP_NONE;
        }
    }
}
