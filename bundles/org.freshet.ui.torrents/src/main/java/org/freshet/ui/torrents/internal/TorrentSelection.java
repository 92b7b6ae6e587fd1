package org.freshet.ui.torrents.internal;

import java.util.List;

import org.eclipse.core.runtime.ListenerList;
import org.eclipse.jface.viewers.ISelection;
import org.eclipse.jface.viewers.ISelectionChangedListener;
import org.eclipse.jface.viewers.ISelectionProvider;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.jface.viewers.SelectionChangedEvent;
import org.eclipse.jface.viewers.StructuredSelection;
import org.freshet.engine.Torrent;

/** Tells the workbench which torrents are selected: a structured selection of {@link Torrent}s. */
final class TorrentSelection implements ISelectionProvider {
    private final ListenerList<ISelectionChangedListener> listeners = new ListenerList<>();
    private final TorrentTable table;

    TorrentSelection(TorrentTable table) {
        this.table = table;
    }

    /** The table has another selection. */
    void changed() {
        SelectionChangedEvent event = new SelectionChangedEvent(this, getSelection());
        listeners.forEach(listener -> listener.selectionChanged(event));
    }

    @Override
    public ISelection getSelection() {
        return new StructuredSelection(table.selection());
    }

    @Override
    public void setSelection(ISelection selection) {
        List<Torrent> torrents = selection instanceof IStructuredSelection structured
                ? structured.stream().filter(Torrent.class::isInstance).map(Torrent.class::cast).toList() : List.of();
        table.select(torrents);
    }

    @Override
    public void addSelectionChangedListener(ISelectionChangedListener listener) {
        listeners.add(listener);
    }

    @Override
    public void removeSelectionChangedListener(ISelectionChangedListener listener) {
        listeners.remove(listener);
    }
}
