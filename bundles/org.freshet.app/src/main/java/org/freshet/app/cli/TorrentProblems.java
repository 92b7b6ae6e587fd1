package org.freshet.app.cli;

import java.util.ArrayList;
import java.util.List;

import org.freshet.metainfo.Layout;
import org.freshet.metainfo.Metainfo;
import org.freshet.metainfo.bencode.BencodeDictionary;
import org.freshet.metainfo.bencode.BencodeException;
import org.freshet.metainfo.bencode.BencodeList;
import org.freshet.metainfo.bencode.BencodeReader;
import org.freshet.metainfo.bencode.BencodeString;
import org.freshet.metainfo.bencode.BencodeValue;
import org.freshet.metainfo.bencode.Limits;

/** What is odd about a torrent that can be used all the same. */
final class TorrentProblems {
    private static final int LARGE_PIECE = 64 << 20;
    private static final int MOST_NAMES = 10;
    /** As many as any torrent that was read may have. */
    private static final Limits LIMITS = new Limits(64, 8_000_000);
    private final Metainfo torrent;

    TorrentProblems(Metainfo torrent) {
        this.torrent = torrent;
    }

    /** One line each; empty if there is nothing to say. */
    List<String> list() {
        List<String> problems = new ArrayList<>();
        if (!torrent.hasPieceHashes()) {
            problems.add("the piece layers are missing and must be fetched from peers before the data");
        }
        if (torrent.isPrivate() && torrent.trackerTiers().isEmpty()) {
            problems.add("it is private but names no tracker, so nobody can find peers");
        }
        int pieceLength = torrent.layout().pieceLength();
        if (Integer.bitCount(pieceLength) != 1) {
            problems.add("the piece length, " + pieceLength + " bytes, is no power of two");
        }
        if (pieceLength > LARGE_PIECE) {
            problems.add("pieces of " + Text.bytes(pieceLength) + " are more than many programs take");
        }
        changedNames(problems);
        return problems;
    }

    /** Names that had to be made safe. Only of version 1, whose list of files has the same order as the layout. */
    private void changedNames(List<String> problems) {
        try {
            if (!(BencodeReader.read(torrent.infoBytes(), LIMITS) instanceof BencodeDictionary info)) {
                return;
            }
            String name = utf8(info, "name") instanceof BencodeString s ? s.utf8() : torrent.name();
            if (!name.equals(torrent.name())) {
                problems.add("the name \"" + name + "\" is not safe and becomes \"" + torrent.name() + "\"");
            }
            if (info.get("files") instanceof BencodeList files && files.size() == torrent.layout().files().size()) {
                changedFiles(files, problems);
            }
        } catch (BencodeException e) {
            // Cannot be: it has been read before with the same bounds.
            problems.add("the info dictionary cannot be read again: " + e.getMessage());
        }
    }

    private void changedFiles(BencodeList files, List<String> problems) {
        Layout layout = torrent.layout();
        int changed = 0;
        for (int i = 0; i < files.size(); i++) {
            if (files.get(i) instanceof BencodeDictionary file && !layout.files().get(i).isPadding()
                    && utf8(file, "path") instanceof BencodeList path) {
                List<String> given = new ArrayList<>(path.size());
                for (BencodeValue component : path) {
                    given.add(component instanceof BencodeString s ? s.utf8() : "");
                }
                if (!given.equals(layout.files().get(i).path()) && ++changed <= MOST_NAMES) {
                    problems.add("the file name \"" + String.join("/", given) + "\" is not safe, or taken, and becomes \""
                            + String.join("/", layout.files().get(i).path()) + "\"");
                }
            }
        }
        if (changed > MOST_NAMES) {
            problems.add("and " + (changed - MOST_NAMES) + " more such file names");
        }
    }

    private static BencodeValue utf8(BencodeDictionary dictionary, String key) {
        BencodeValue utf8 = dictionary.get(key + ".utf-8");
        return utf8 == null ? dictionary.get(key) : utf8;
    }
}
