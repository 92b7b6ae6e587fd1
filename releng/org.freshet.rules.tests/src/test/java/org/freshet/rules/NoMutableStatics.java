package org.freshet.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.objectweb.asm.Type;

/**
 * No mutable static state: every static field is final, and none holds something that can be changed. A collection must come straight from
 * a factory of unmodifiable ones; a private array that is only read has to be named here. The texts of Eclipse's message bundles are an
 * exception: they are static fields by design, written once by {@code NLS.initializeMessages}.
 */
final class NoMutableStatics implements Rule {

    /** Constant tables that a reader has found to be only read: {@code class.field}. */
    static final Set<String> READ_ONLY_TABLES = Set.of(
            "org.freshet.engine.core.picker.Partial.NOBODY",
            "org.freshet.engine.core.picker.RarityOrder.NONE",
            "org.freshet.engine.core.torrent.TorrentData.OPEN",
            "org.freshet.metainfo.HashJournal.MAGIC",
            "org.freshet.metainfo.PieceHasher$PieceDigester.ZEROS",
            "org.freshet.testkit.storage.Layouts.PIECE_LENGTHS",
            "org.freshet.tracker.http.internal.Queries.HEX",
            "org.freshet.tracker.server.TrackerHandler.HELP",
            "org.freshet.ui.plugins.internal.PluginsView.SHARES",
            "org.freshet.wire.Handshake.PREFIX",
            "org.freshet.wire.mse.MseInitiator.VERIFICATION");

    private static final String MESSAGES = "org.eclipse.osgi.util.NLS";

    /** Classes of others that are packed into a bundle as they are. */
    private static final List<String> FOREIGN = List.of("org.slf4j.simple.");

    private static final Pattern MUTABLE_TYPE = Pattern.compile(
            "java\\.util\\.concurrent\\.(atomic\\..*|.*Map|.*Queue|.*Deque|.*Set|.*List|.*Executor.*|ThreadLocalRandom)"
                    + "|java\\.util\\.(\\w*Map|\\w*List|\\w*Set|Collection|\\w*Queue|\\w*Deque|Properties|Random|BitSet|Vector|Stack|Timer|Date)"
                    + "|java\\.lang\\.(ThreadLocal|StringBuilder|StringBuffer|Thread)"
                    + "|java\\.nio\\.\\w*Buffer|java\\.text\\.\\w*Format|java\\.security\\.(MessageDigest|Signature)|javax\\.crypto\\.(Cipher|Mac)"
                    + "|io\\.netty\\.util\\.(AttributeMap|Recycler|concurrent\\.FastThreadLocal|concurrent\\..*Executor.*)"
                    + "|io\\.netty\\.channel\\..*EventLoop.*");

    private static final Pattern UNMODIFIABLE_ORIGIN = Pattern.compile(
            "java\\.util\\.(List|Set|Map)\\.(of|ofEntries|copyOf)|java\\.util\\.Collections\\.(unmodifiable\\w+|empty\\w+|singleton\\w*)"
                    + "|java\\.util\\.stream\\.\\w*Stream\\.toList|java\\.nio\\.ByteBuffer\\.asReadOnlyBuffer");

    @Override
    public List<String> breaches(List<BundleJar> bundles) {
        List<String> breaches = new ArrayList<>();
        for (BundleJar bundle : bundles) {
            for (ClassFacts type : bundle.classes()) {
                if (FOREIGN.stream().noneMatch(type.name()::startsWith)) {
                    type.statics().forEach(field -> check(type, field, breaches));
                }
            }
        }
        return breaches;
    }

    private static void check(ClassFacts type, ClassFacts.StaticField field, List<String> breaches) {
        String name = type.name() + "." + field.name();
        if (type.superclass().equals(MESSAGES) && field.type().getClassName().equals("java.lang.String")) {
            return;
        }
        if (!field.isFinal()) {
            breaches.add(name + " is static but not final");
        } else if (isMutable(field) && !READ_ONLY_TABLES.contains(name)) {
            breaches.add(name + " is a static " + field.type().getClassName() + " that can be changed");
        }
    }

    private static boolean isMutable(ClassFacts.StaticField field) {
        if (field.type().getSort() == Type.ARRAY) {
            return true;
        }
        return MUTABLE_TYPE.matcher(field.type().getClassName()).matches() && !UNMODIFIABLE_ORIGIN.matcher(field.origin()).matches();
    }
}
