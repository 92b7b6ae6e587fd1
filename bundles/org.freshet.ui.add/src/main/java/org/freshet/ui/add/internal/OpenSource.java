package org.freshet.ui.add.internal;

import java.util.List;
import java.util.Optional;

import org.eclipse.osgi.util.NLS;
import org.freshet.engine.AddTorrent.Source;
import org.freshet.metainfo.InfoHashes;
import org.freshet.metainfo.Magnet;
import org.freshet.metainfo.Metainfo;
import org.freshet.ui.Quantities;
import org.freshet.ui.add.internal.model.FileChoice;
import org.freshet.ui.add.internal.model.Given;
import org.freshet.ui.add.internal.model.TorrentFetch;

/** One line of the open dialog: what was given and what has become of it. UI thread. */
final class OpenSource {
    private final Given given;
    private Source source;
    private FileChoice choice;
    private String fault;
    private String progress = Messages.open_reading;

    OpenSource(Given given) {
        this.given = given;
    }

    Given given() {
        return given;
    }

    /** The choice is made off the UI thread, as it may have many files. */
    void loaded(Source what, FileChoice files) {
        source = what;
        choice = files;
    }

    void failed(String reason) {
        fault = reason;
    }

    void progress(long bytes, long total) {
        progress = total > 0 ? NLS.bind(Messages.open_fetchedOf, Quantities.bytes(bytes), Quantities.bytes(total))
                : NLS.bind(Messages.open_fetched, Quantities.bytes(bytes));
    }

    boolean isLoading() {
        return source == null && fault == null;
    }

    Optional<Source> source() {
        return Optional.ofNullable(source);
    }

    /** Its files, or null while they are not known. */
    FileChoice choice() {
        return choice;
    }

    /** Why it cannot be used, or null. */
    String fault() {
        return fault;
    }

    Optional<InfoHashes> infoHashes() {
        return source().map(s -> s.metainfo().map(Metainfo::infoHashes).orElseGet(() -> s.magnet().orElseThrow().infoHashes()));
    }

    List<Integer> unwanted() {
        return choice == null ? List.of() : choice.unwanted();
    }

    String name() {
        Optional<Metainfo> metainfo = source().flatMap(Source::metainfo);
        if (metainfo.isPresent()) {
            return metainfo.get().name();
        }
        Optional<Magnet> magnet = source().flatMap(Source::magnet);
        if (magnet.isPresent()) {
            String name = magnet.get().displayName();
            return name == null || name.isBlank() ? magnet.get().infoHashes().primary().hex() : name;
        }
        return switch (given) {
            case Given.TorrentFile file -> String.valueOf(file.file().getFileName());
            case Given.TorrentUrl url -> TorrentFetch.withoutSecrets(url.text());
            default -> given.text();
        };
    }

    String size() {
        return choice == null ? "" : Quantities.bytes(choice.root().length());
    }

    /** What there is to say of it, in a few words. */
    String state() {
        if (fault != null) {
            return NLS.bind(Messages.open_unusable, fault);
        }
        if (source == null) {
            return progress;
        }
        if (source.metainfo().isEmpty()) {
            int trackers = source.magnet().orElseThrow().trackers().size();
            return trackers == 1 ? Messages.open_magnetOne : NLS.bind(Messages.open_magnet, trackers);
        }
        Metainfo metainfo = source.metainfo().get();
        String version = switch (metainfo.version()) {
            case V1 -> Messages.version_v1;
            case V2 -> Messages.version_v2;
            case HYBRID -> Messages.version_hybrid;
        };
        String facts = NLS.bind(Messages.open_facts, version,
                choice.files() == 1 ? Messages.files_one : NLS.bind(Messages.files_many, choice.files()));
        return metainfo.isPrivate() ? NLS.bind(Messages.open_private, facts) : facts;
    }
}
