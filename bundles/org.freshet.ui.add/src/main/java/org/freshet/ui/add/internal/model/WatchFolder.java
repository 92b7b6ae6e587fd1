package org.freshet.ui.add.internal.model;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.eclipse.osgi.util.NLS;
import org.freshet.metainfo.Metainfo;
import org.freshet.metainfo.MetainfoException;
import org.freshet.metainfo.MetainfoReader;
import org.freshet.ui.add.internal.Messages;

/**
 * A folder whose new torrent files are added, each once. A file is taken when it has not changed between two looks and is a
 * whole torrent; one that is none is tried again whenever it changes, and for a while even if it does not, before its fault is
 * told. Added files get {@value #ADDED} at the end of their name; where that cannot be done they are remembered. One thread at a
 * time.
 */
public final class WatchFolder {
    /** What is put behind the name of an added file. */
    public static final String ADDED = ".added";

    private static final String TORRENT = ".torrent";
    /** Looks at an unchanged file that is no torrent, before it counts as one that never will be. */
    private static final int TRIES = 5;

    private final Path folder;
    private final Receiver receiver;
    private final Set<String> remembered;
    private final Map<Path, Seen> seen = new HashMap<>();
    private boolean folderFaultTold;

    /** Who gets what is found. */
    public interface Receiver {
        /** Adds a torrent; an exception means that it could not be, and that it is tried again at the next look. */
        void add(Path file, Metainfo torrent) throws IOException, InterruptedException;

        /** Something that the user should know; told once for each state of a file or the folder. */
        void fault(String message, Throwable cause);

        /** What is remembered has changed and should be kept. */
        void remembered(Set<String> files);
    }

    private static final class Seen {
        long size = -1;
        FileTime modified;
        int tries;
        boolean told;
    }

    /**
     * Will look into a folder.
     *
     * @param remembered what {@link Receiver#remembered} was last told
     */
    public WatchFolder(Path folder, Set<String> remembered, Receiver receiver) {
        this.folder = folder;
        this.receiver = receiver;
        this.remembered = new HashSet<>(remembered);
    }

    /** Looks once. */
    public void look() throws InterruptedException {
        Set<Path> present = new HashSet<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder,
                file -> file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(TORRENT))) {
            for (Path file : files) {
                present.add(file);
                look(file);
            }
            folderFaultTold = false;
        } catch (IOException | DirectoryIteratorException e) {
            IOException cause = e instanceof DirectoryIteratorException iteration ? iteration.getCause() : (IOException) e;
            if (!folderFaultTold) {
                folderFaultTold = true;
                receiver.fault(NLS.bind(Messages.watch_folderFault, folder, SourceLoader.reason(cause)), cause);
            }
            return;
        }
        seen.keySet().retainAll(present);
        forget(present);
    }

    /** What is gone from the folder needs not be remembered. */
    private void forget(Set<Path> present) {
        Set<String> names = new HashSet<>();
        present.forEach(file -> names.add(file.getFileName().toString()));
        if (remembered.removeIf(key -> !names.contains(key.substring(key.indexOf('/', key.indexOf('/') + 1) + 1)))) {
            receiver.remembered(Set.copyOf(remembered));
        }
    }

    private void look(Path file) throws InterruptedException {
        BasicFileAttributes now;
        try {
            now = Files.readAttributes(file, BasicFileAttributes.class);
        } catch (IOException e) {
            // It went between the listing and the look, or will be told of when it is read.
            return;
        }
        if (!now.isRegularFile() || remembered.contains(key(file, now))) {
            return;
        }
        Seen before = seen.computeIfAbsent(file, key -> new Seen());
        if (before.size != now.size() || !now.lastModifiedTime().equals(before.modified)) {
            before.size = now.size();
            before.modified = now.lastModifiedTime();
            before.tries = 0;
            before.told = false;
            return;
        }
        if (before.tries < TRIES) {
            take(file, before, now);
        }
    }

    private void take(Path file, Seen state, BasicFileAttributes attributes) throws InterruptedException {
        state.tries++;
        try {
            Metainfo torrent = MetainfoReader.read(file);
            add(file, torrent, state, attributes);
        } catch (NoSuchFileException e) {
            seen.remove(file);
        } catch (MetainfoException e) {
            // It may still be written.
            if (state.tries == TRIES) {
                receiver.fault(NLS.bind(Messages.watch_noTorrent, file, e.getMessage()), e);
            }
        } catch (IOException e) {
            if (state.tries == TRIES) {
                receiver.fault(NLS.bind(Messages.load_unreadable, file, SourceLoader.reason(e)), e);
            }
        }
    }

    private void add(Path file, Metainfo torrent, Seen state, BasicFileAttributes attributes) throws InterruptedException {
        try {
            receiver.add(file, torrent);
        } catch (IOException e) {
            // Not the file's fault: tried for as long as it takes, told once.
            state.tries = 0;
            if (!state.told) {
                state.told = true;
                receiver.fault(NLS.bind(Messages.watch_notAdded, file, SourceLoader.reason(e)), e);
            }
            return;
        }
        try {
            Files.move(file, file.resolveSibling(file.getFileName() + ADDED));
        } catch (IOException e) {
            // The folder may be read-only, or a file of that name be there already.
            remembered.add(key(file, attributes));
            receiver.remembered(Set.copyOf(remembered));
        }
    }

    private static String key(Path file, BasicFileAttributes attributes) {
        return attributes.size() + "/" + attributes.lastModifiedTime().toMillis() + "/" + file.getFileName();
    }
}
