package org.freshet.ui.details.internal.files;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

import org.freshet.metainfo.SafeNames;
import org.freshet.ui.details.internal.Messages;
import org.freshet.ui.details.internal.Texts;

/** What a file or folder of a torrent can be called. Any thread. */
final class FileNames {
    private final SafeNames safe;

    FileNames(SafeNames safe) {
        this.safe = safe;
    }

    /** What is wrong with a new name for a node, in words; nothing if it is good. */
    Optional<String> problem(FileTree tree, int node, String name) {
        if (name.isBlank()) {
            return Optional.of(Messages.rename_empty);
        }
        if (name.equals(".") || name.equals("..")) {
            return Optional.of(Texts.of(Messages.rename_dots, name));
        }
        if (name.indexOf('/') >= 0 || name.indexOf('\\') >= 0) {
            return Optional.of(Messages.rename_separator);
        }
        if (name.chars().anyMatch(Character::isISOControl)) {
            return Optional.of(Messages.rename_control);
        }
        int bytes = name.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > SafeNames.MAX_BYTES) {
            return Optional.of(Texts.of(Messages.rename_long, bytes, SafeNames.MAX_BYTES));
        }
        String made = safe.component(name);
        if (!made.equals(name)) {
            return Optional.of(Texts.of(Messages.rename_unsafe, made));
        }
        for (int other : tree.children(tree.parent(node))) {
            if (other != node && tree.name(other).equals(name)) {
                return Optional.of(Texts.of(tree.isFolder(other) ? Messages.rename_folder_taken : Messages.rename_taken, name));
            }
        }
        return Optional.empty();
    }

    /** How much of a name is selected when it is to be changed: all but the extension of a file. */
    static int stem(String name, boolean folder) {
        int dot = name.lastIndexOf('.');
        return folder || dot <= 0 ? name.length() : dot;
    }
}
