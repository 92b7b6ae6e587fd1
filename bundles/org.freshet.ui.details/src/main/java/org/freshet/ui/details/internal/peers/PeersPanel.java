package org.freshet.ui.details.internal.peers;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.freshet.engine.PeerStatus;
import org.freshet.engine.Torrent;
import org.freshet.transport.PeerAddress;
import org.freshet.ui.Icons;
import org.freshet.ui.Quantities;
import org.freshet.ui.details.internal.Clips;
import org.freshet.ui.details.internal.Column;
import org.freshet.ui.details.internal.DetailAction;
import org.freshet.ui.details.internal.DetailContext;
import org.freshet.ui.details.internal.DetailPanel;
import org.freshet.ui.details.internal.EntryDialog;
import org.freshet.ui.details.internal.Messages;
import org.freshet.ui.details.internal.RowTable;
import org.freshet.ui.details.internal.Texts;
import org.freshet.ui.details.internal.WordsLine;

/** A table of peers; below it, what is known of the selected one in words, or the sums. UI thread. */
public final class PeersPanel implements DetailPanel<PeersSnapshot> {
    private static final int DIALOG_LINES = 4;

    private final List<DetailAction> actions = new ArrayList<>();
    private RowTable<PeerStatus> table;
    private WordsLine words;
    private Torrent torrent;
    private PeersSnapshot shown;
    private DetailContext context;

    @Override
    public Control create(Composite parent, DetailContext around) {
        context = around;
        Composite body = new Composite(parent, SWT.NONE);
        GridLayout layout = new GridLayout();
        layout.marginWidth = 0;
        layout.marginHeight = 0;
        layout.verticalSpacing = 2;
        body.setLayout(layout);
        table = new RowTable<>(body, Messages.peers_table, columns(), PeerStatus::address, around.memory());
        table.control().setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true));
        table.tip(PeerFlag::words);
        words = new WordsLine(body, Messages.peers_words);
        actions.add(new DetailAction(Messages.peers_add, () -> torrent != null,
                this::add).icon(Icons.ADD).key(SWT.INSERT).inToolBar());
        actions.add(DetailAction.copy(Messages.peers_copy, table::hasSelection, this::copy).startsGroup());
        actions.add(new DetailAction(Messages.copy_rows, table::hasSelection,
                () -> Clips.copy(body.getDisplay(), table.asText(table.selection()))));
        actions.add(table.sortMenu().startsGroup());
        actions.add(new DetailAction(Messages.peers_legend, () -> true, this::legend).key(SWT.F1 | SWT.MOD2).startsGroup());
        DetailAction.install(table.control(), actions);
        table.control().addListener(SWT.Selection, event -> {
            say();
            actions.forEach(DetailAction::update);
        });
        return body;
    }

    private static List<Column<PeerStatus>> columns() {
        return List.of(
                Column.words("address", Messages.peers_address, 190, p -> PeerAddress.tcp(p.address().socket()).toString(),
                        Comparator.comparing(PeerStatus::address, PeerAddresses.ORDER)),
                Column.words("transport", Messages.peers_transport, 80, p -> p.address().scheme()),
                Column.words("flags", Messages.peers_flags, 80, PeerFlag::letters),
                Column.numbers("progress", Messages.peers_progress, 100, p -> Quantities.percent(p.progress()),
                        Comparator.comparingDouble(PeerStatus::progress)),
                Column.numbers("down", Messages.peers_down, 90, p -> Quantities.rate(p.downRate()),
                        Comparator.comparingLong(PeerStatus::downRate)),
                Column.numbers("up", Messages.peers_up, 90, p -> Quantities.rate(p.upRate()),
                Comparator.comparingLong(PeerStatus::upRate)),
                Column.numbers("downloaded", Messages.peers_downloaded, 130, p -> Quantities.bytes(p.downloaded()),
                        Comparator.comparingLong(PeerStatus::downloaded)),
                Column.numbers("uploaded", Messages.peers_uploaded, 110, p -> Quantities.bytes(p.uploaded()),
                        Comparator.comparingLong(PeerStatus::uploaded)),
                Column.words("client", Messages.peers_client, 160, PeerStatus::client));
    }

    @Override
    public List<DetailAction> actions() {
        return actions;
    }

    @Override
    public void follow(List<Torrent> torrents) {
        torrent = torrents.size() == 1 ? torrents.getFirst() : null;
        shown = null;
        table.show(List.of());
    }

    @Override
    public PeersSnapshot read(List<Torrent> torrents, PeersSnapshot before) {
        Torrent of = torrents.getFirst();
        PeersSnapshot now = new PeersSnapshot(of.peers(), of.status().knownPeers());
        return now.equals(before) ? before : now;
    }

    @Override
    public String summary(List<Torrent> torrents) {
        int connected = 0;
        int complete = 0;
        for (Torrent each : torrents) {
            connected += each.status().peers();
            complete += each.status().seeds();
        }
        return Texts.of(Messages.peers_several, torrents.size(), connected, complete);
    }

    @Override
    public void show(PeersSnapshot snapshot) {
        shown = snapshot;
        table.show(snapshot.peers());
        say();
    }

    @Override
    public void focus() {
        table.control().setFocus();
    }

    private void say() {
        List<PeerStatus> selected = table.selection();
        words.say(selected.size() == 1 ? PeerFlag.words(selected.getFirst()) : shown == null ? ""
                : Texts.of(Messages.peers_sums, shown.peers().size(), shown.complete(), shown.giving(), shown.taking(),
                shown.known()));
    }

    private void copy() {
        Clips.copy(words.control().getDisplay(), table.selection().stream().map(p -> p.address().toString())
                .collect(Collectors.joining(System.lineSeparator())));
    }

    private void legend() {
        MessageDialog.openInformation(words.control().getShell(), Messages.peers_legend_title, PeerFlag.legend());
    }

    private void add() {
        Torrent of = torrent;
        EntryDialog.Words texts = new EntryDialog.Words(Messages.peers_add_title, Messages.peers_hint, Messages.peers_add_label,
                Messages.peers_add_button, Messages.peers_add_failed, DIALOG_LINES);
        EntryDialog<List<PeerAddress>> dialog = new EntryDialog<>(words.control().getShell(), texts, PeerAddresses::parse,
                peers -> connect(of, peers));
        if (dialog.open() == EntryDialog.OK) {
            context.refresh().run();
        }
    }

    private static CompletionStage<Void> connect(Torrent of, List<PeerAddress> peers) {
        return CompletableFuture.allOf(peers.stream().map(peer ->
                of.addPeer(peer).toCompletableFuture()).toArray(CompletableFuture[]::new));
    }
}
