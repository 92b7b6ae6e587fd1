package org.freshet.metainfo;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Keeps the paths of one torrent apart from each other, for file systems that ignore case or Unicode normal forms. Folders whose
 * names differ only in that become one, under the name met first. A file whose name is taken, by a file or by a folder, becomes
 * {@code "name (2).ext"}; a folder whose name is taken by a file becomes {@code "name (2)"}. What comes first keeps its name, so
 * the result follows from the order of the files alone.
 */
final class PathTree {
    private final SafeNames names;
    private final Map<String, Slot> root = new HashMap<>();

    /** What is known of one folded name within one folder. */
    private static final class Slot {
        /** Whether a file or folder bears this name. */
        boolean taken;
        /** The folder that stands for this name as it was asked for, possibly under another name; null if there is none. */
        Map<String, Slot> folder;
        String folderName;
        /** The next number to try when the name is taken; it only rises, so that a million equal names stay cheap. */
        int nextNumber = 2;
    }

    PathTree(SafeNames names) {
        this.names = names;
    }

    /** The final path for a file whose components are safe each on its own. */
    List<String> place(List<String> path) {
        String[] placed = new String[path.size()];
        Map<String, Slot> folder = root;
        for (int i = 0; i < placed.length - 1; i++) {
            Slot slot = slot(folder, path.get(i));
            if (slot.folder == null) {
                slot.folderName = free(folder, slot, path.get(i), false);
                slot.folder = new HashMap<>();
            }
            placed[i] = slot.folderName;
            folder = slot.folder;
        }
        String name = path.get(placed.length - 1);
        placed[placed.length - 1] = free(folder, slot(folder, name), name, true);
        return List.of(placed);
    }

    private String free(Map<String, Slot> folder, Slot slot, String name, boolean file) {
        if (!slot.taken) {
            slot.taken = true;
            return name;
        }
        while (true) {
            String numbered = names.withSuffix(name, " (" + slot.nextNumber++ + ")", file);
            Slot other = slot(folder, numbered);
            if (!other.taken) {
                other.taken = true;
                return numbered;
            }
        }
    }

    private static Slot slot(Map<String, Slot> folder, String name) {
        return folder.computeIfAbsent(folded(name), key -> new Slot());
    }

    private static String folded(String name) {
        if (name.chars().allMatch(c -> c < 0x80)) {
            return name.toLowerCase(Locale.ROOT);
        }
        // Upper before lower case: some letters have two lower case forms.
        String normal = Normalizer.normalize(name, Normalizer.Form.NFC);
        return Normalizer.normalize(normal.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
    }
}
