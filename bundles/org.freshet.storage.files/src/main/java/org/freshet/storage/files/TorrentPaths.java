package org.freshet.storage.files;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import org.freshet.metainfo.Layout;
import org.freshet.metainfo.TorrentFile;
import org.freshet.storage.StorageRequest;
import org.freshet.storage.StorageRequest.FilePlan;
import org.freshet.transport.Fault.FaultException;
import org.freshet.transport.Fault.Kind;

/**
 * Where each file of a torrent goes. Names come from strangers: although they were made safe before, nothing that could name a
 * place outside the root passes here. Paths are made on demand, for a torrent may have 50,000 of them.
 */
final class TorrentPaths {
    private static final Pattern PARTS_ID = Pattern.compile("[A-Za-z0-9]{1,128}");

    private final Layout layout;
    private final List<List<String>> names;
    private final BitSet stored;
    private final String partsId;
    private Path root;

    TorrentPaths(StorageRequest request, Path root) throws FaultException {
        this.layout = request.layout();
        this.partsId = request.partsId();
        this.root = root;
        if (!PARTS_ID.matcher(partsId).matches()) {
            throw FileFaults.fault(Kind.INTERNAL,
                    "a part file cannot be named after \"" + partsId + "\": letters and digits only");
        }
        this.names = new ArrayList<>(request.files().size());
        this.stored = new BitSet(request.files().size());
        Set<List<String>> seen = new HashSet<>();
        for (FilePlan plan : request.files()) {
            int file = names.size();
            names.add(plan.path());
            TorrentFile what = layout.files().get(file);
            if (what.isPadding() || what.isSymlink()) {
                continue;
            }
            stored.set(file);
            checkSafe(plan.path());
            if (!seen.add(plan.path())) {
                throw FileFaults.fault(Kind.IN_USE, "two files of " + layout.name() + " would be one: " + display(plan.path()));
            }
        }
    }

    private void checkSafe(List<String> path) throws FaultException {
        String separator = root.getFileSystem().getSeparator();
        for (String name : path) {
            if (name.isEmpty() || name.equals(".") || name.equals("..") || name.indexOf('/') >= 0 || name.indexOf('\0') >= 0
                    || name.contains(separator)) {
                throw FileFaults.fault(Kind.DENIED, "a file of " + layout.name() + " has a name that leads astray: "
                        + display(path));
            }
        }
        if (path.size() == 1 && (path.get(0).equals(partsName()) || path.get(0).equals(extractionName()))) {
            throw FileFaults.fault(Kind.DENIED, "a file of " + layout.name() + " is named like the torrent's part file: "
                    + path.get(0));
        }
    }

    private static String display(List<String> path) {
        return String.join("/", path).replace('\0', '?');
    }

    int count() {
        return names.size();
    }

    /** Whether anything of this file is kept: not so for padding (BEP 47) and symlinks. */
    boolean stored(int file) {
        return stored.get(file);
    }

    Path root() {
        return root;
    }

    /** From now on all files are below another folder. */
    void root(Path other) {
        root = other;
    }

    Path path(int file) throws FaultException {
        return pathBelow(root, names.get(file));
    }

    Path pathBelow(Path folder, int file) throws FaultException {
        return pathBelow(folder, names.get(file));
    }

    /** A checked path for {@code name}, which another file of the torrent must not have. */
    Path pathFor(int file, List<String> name) throws FaultException {
        checkSafe(name);
        for (int other = 0; other < names.size(); other++) {
            if (other != file && stored(other) && names.get(other).equals(name)) {
                throw FileFaults.fault(Kind.IN_USE, "another file of " + layout.name() + " is named " + display(name));
            }
        }
        return pathBelow(root, name);
    }

    void rename(int file, List<String> name) {
        names.set(file, name);
    }

    private static Path pathBelow(Path folder, List<String> name) throws FaultException {
        Path at = folder;
        try {
            for (String component : name) {
                at = at.resolve(component);
            }
        } catch (InvalidPathException e) {
            throw FileFaults.fault(Kind.IO, "the file system below " + folder + " cannot name a file " + display(name) + ": "
                    + e.getReason() + "; on Linux, start with a UTF-8 locale");
        }
        if (at.getNameCount() != folder.getNameCount() + name.size() || !at.startsWith(folder)) {
            throw FileFaults.fault(Kind.DENIED, "a file's name leads out of " + folder + ": " + display(name));
        }
        return at;
    }

    private String partsName() {
        return "." + partsId + ".parts";
    }

    private String extractionName() {
        return "." + partsId + ".new";
    }

    Path parts() {
        return root.resolve(partsName());
    }

    Path partsBelow(Path folder) {
        return folder.resolve(partsName());
    }

    /** Where bytes that leave the part file are gathered before their file gets its name. */
    Path extraction() {
        return root.resolve(extractionName());
    }

    /** All folders below the root that files stand in, each before those it stands in. */
    List<Path> foldersInnermostFirst() throws FaultException {
        Set<List<String>> folders = new LinkedHashSet<>();
        for (int file = stored.nextSetBit(0); file >= 0; file = stored.nextSetBit(file + 1)) {
            List<String> name = names.get(file);
            for (int n = name.size() - 1; n > 0 && folders.add(name.subList(0, n)); n--) {
                // The enclosing folder next; if it is known, so are all around it.
            }
        }
        List<List<String>> sorted = new ArrayList<>(folders);
        sorted.sort((a, b) -> b.size() - a.size());
        List<Path> paths = new ArrayList<>(sorted.size());
        for (List<String> folder : sorted) {
            paths.add(pathBelow(root, folder));
        }
        return paths;
    }
}
