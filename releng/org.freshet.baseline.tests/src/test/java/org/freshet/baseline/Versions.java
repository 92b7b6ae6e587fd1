package org.freshet.baseline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import aQute.bnd.service.diff.Delta;
import aQute.bnd.service.diff.Diff;
import aQute.bnd.service.diff.Tree;
import aQute.bnd.service.diff.Type;
import aQute.bnd.version.Version;

/**
 * The rule: a package in which something was added has a higher minor version than in the last release; one whose users or
 * providers would break, a higher major version (OSGi's semantic versioning, which knows who provides and who consumes a type).
 */
final class Versions {

    private static final Set<Delta> BREAKS = Set.of(Delta.MAJOR, Delta.REMOVED);
    private static final Set<Delta> ADDS = Set.of(Delta.MINOR, Delta.ADDED);
    private static final int REASONS = 4;

    private Versions() {
    }

    /** One sentence a package whose version is too low. */
    static List<String> breaches(Tree released, Tree now) {
        List<String> breaches = new ArrayList<>();
        for (Tree before : released.getChildren()) {
            Tree after = now.get(before.getName());
            if (after == null) {
                breaches.add("package " + before.getName() + " was in the last release and is gone");
                continue;
            }
            Diff diff = after.diff(before);
            Version needed = needed(version(before), diff.getDelta());
            if (version(after).compareTo(needed) < 0) {
                breaches.add("package " + before.getName() + " changed since version " + version(before) + " and has to become "
                        + needed + ": " + reasons(diff));
            }
        }
        return breaches;
    }

    private static Version needed(Version released, Delta delta) {
        if (BREAKS.contains(delta)) {
            return new Version(released.getMajor() + 1, 0, 0);
        }
        return ADDS.contains(delta) ? new Version(released.getMajor(), released.getMinor() + 1, 0) : released;
    }

    private static Version version(Tree pack) {
        return Arrays.stream(pack.getChildren()).filter(child -> child.getType() == Type.VERSION)
                .map(child -> Version.parseVersion(child.getName()).getWithoutQualifier()).findFirst()
                .orElseThrow(() -> new IllegalStateException("package " + pack.getName() + " has no version"));
    }

    private static String reasons(Diff diff) {
        List<String> all = new ArrayList<>();
        collect(diff, "", all);
        String some = all.stream().limit(REASONS).collect(Collectors.joining("; "));
        return all.size() > REASONS ? some + "; and " + (all.size() - REASONS) + " more" : some;
    }

    private static void collect(Diff diff, String where, List<String> reasons) {
        Delta delta = diff.getType() == Type.VERSION ? Delta.IGNORED : diff.getDelta();
        if (delta == Delta.ADDED || delta == Delta.REMOVED) {
            reasons.add(where + diff.getType().name().toLowerCase(Locale.ROOT) + " " + diff.getName() + " was "
                    + delta.name().toLowerCase(Locale.ROOT));
            return;
        }
        if (delta == Delta.UNCHANGED || delta == Delta.IGNORED) {
            return;
        }
        String here = diff.getType() == Type.PACKAGE ? "" : where + simple(diff.getName()) + ": ";
        diff.getChildren().forEach(child -> collect(child, here, reasons));
    }

    private static String simple(String name) {
        return name.indexOf('(') >= 0 ? name : name.substring(name.lastIndexOf('.') + 1);
    }
}
