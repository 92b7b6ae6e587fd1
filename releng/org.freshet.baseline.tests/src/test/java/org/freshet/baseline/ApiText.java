package org.freshet.baseline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

import aQute.bnd.service.diff.Delta;
import aQute.bnd.service.diff.Tree;
import aQute.bnd.service.diff.Type;

/**
 * An API as text that people can read and compare: a line an element, indented by its depth, with its kind, what adding and what
 * removing it would mean, and its name.
 */
final class ApiText {

    private ApiText() {
    }

    static List<String> write(Tree api) {
        List<String> lines = new ArrayList<>();
        write(api, 0, lines);
        return lines;
    }

    private static void write(Tree element, int depth, List<String> lines) {
        lines.add(" ".repeat(depth) + element.getType() + " " + element.ifAdded() + " " + element.ifRemoved() + " "
                + element.getName());
        Arrays.stream(element.getChildren()).sorted(Comparator.comparing((Tree t) -> t.getType().name()).thenComparing(Tree::getName))
                .forEach(child -> write(child, depth + 1, lines));
    }

    static Tree read(List<String> lines) throws Exception {
        List<List<Tree.Data>> open = new ArrayList<>(); // the children found so far, by depth
        for (int i = lines.size() - 1; i >= 0; i--) { // from the end: children come before their parent
            String line = lines.get(i);
            int depth = line.length() - line.stripLeading().length();
            while (open.size() <= depth + 1) {
                open.add(new ArrayList<>());
            }
            String[] words = line.strip().split(" ", 4);
            Tree.Data element = new Tree.Data();
            element.type = Type.valueOf(words[0]);
            element.add = Delta.valueOf(words[1]);
            element.rem = Delta.valueOf(words[2]);
            element.name = words[3];
            element.children = open.get(depth + 1).toArray(Tree.Data[]::new);
            open.get(depth + 1).clear();
            open.get(depth).add(element);
        }
        return Api.tree(open.getFirst().getFirst());
    }
}
