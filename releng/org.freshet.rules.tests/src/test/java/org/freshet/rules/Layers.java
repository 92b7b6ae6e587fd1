package org.freshet.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who may import whom. API bundles: {@code java.*}, Netty's types where a contract is about channels or buffers, and each other in one
 * direction. Providers: APIs, never the engine and never another provider. The engine knows no provider. The desktop: APIs, and of its own
 * only what its bundles share.
 */
final class Layers implements Rule {

    private static final String PREFIX = "org.freshet.";

    private static final Set<String> APIS = Set.of("metainfo", "transport", "storage", "discovery", "settings");

    /** What the user interface stands on; its bundles know no implementation and not each other. */
    private static final Set<String> UNDER_THE_DESKTOP =
            Set.of("metainfo", "transport", "storage", "discovery", "settings", "engine", "plugins", "ui");

    /** What an API bundle may import: names of other Freshet bundles, and packages (with all below) of libraries. */
    private static final Map<String, Set<String>> API_IMPORTS = Map.of(
            "metainfo", Set.of(),
            "transport", Set.of("metainfo", "io.netty"),
            "storage", Set.of("metainfo", "transport", "io.netty.buffer", "io.netty.channel", "io.netty.util"),
            "discovery", Set.of("metainfo", "transport", "io.netty.buffer", "io.netty.channel", "io.netty.util"),
            "engine", Set.of("metainfo", "transport", "storage", "discovery"));

    /** Bundles of the engine itself, with what they may import of Freshet. */
    private static final Map<String, Set<String>> ENGINE_IMPORTS = Map.of(
            "wire", Set.of("metainfo"),
            "engine.core", Set.of("metainfo", "transport", "storage", "discovery", "engine", "wire"),
            "engine.osgi", Set.of("metainfo", "transport", "storage", "discovery", "settings", "engine", "wire", "engine.core"));

    /** Bundles that are no provider and no API: they show or test the others. */
    private static final Map<String, Set<String>> OTHER_IMPORTS = Map.of(
            "app", Set.of("metainfo", "transport", "storage", "discovery", "settings", "engine"),
            "plugins", Set.of("transport", "storage", "discovery", "engine"),
            "settings", Set.of(),
            "testkit", Set.of("metainfo", "transport", "storage", "discovery", "engine"),
            "storage.files", APIS,
            "launcher", Set.of(),
            "log", Set.of());

    /** Libraries that providers of one kind share. */
    private static final Map<String, Set<String>> PROVIDER_LIBRARIES = Map.of(
            "storage.local", Set.of("storage.files"),
            "storage.nio", Set.of("storage.files"));

    /** What a bundle may use where it is installed, by an import that is optional. */
    private static final Map<String, Set<String>> OPTIONAL_IMPORTS = Map.of("app", Set.of("plugins"));

    private static final Set<String> WITHOUT_OSGI = Set.of("wire", "engine.core");

    @Override
    public List<String> breaches(List<BundleJar> bundles) {
        List<String> breaches = new ArrayList<>();
        for (BundleJar bundle : bundles) {
            String name = bundle.name().substring(PREFIX.length());
            for (ManifestHeader.Clause imported : bundle.header("Import-Package")) {
                String breach = breach(bundles, name, imported);
                if (breach != null) {
                    breaches.add(bundle.name() + " imports " + imported.name() + ": " + breach);
                }
            }
        }
        return breaches;
    }

    private static String breach(List<BundleJar> bundles, String name, ManifestHeader.Clause clause) {
        String imported = clause.name();
        if (imported.startsWith("org.eclipse.swt") || imported.startsWith("org.eclipse.jface")) {
            return isDesktop(name) ? null : "SWT and JFace belong in ui and ui.*";
        }
        if (WITHOUT_OSGI.contains(name) && imported.startsWith("org.osgi.")) {
            return "this bundle is plain Java and knows no OSGi";
        }
        if (imported.startsWith(PREFIX)) {
            String owner = owner(bundles, imported);
            if (owner.equals(name)) {
                return null;
            }
            if (isDesktop(owner) && !isDesktop(name)) {
                return "nothing else imports ui or ui.*";
            }
            boolean optional = "optional".equals(clause.parameters().get("resolution:"));
            boolean allowed = mayImport(name, owner) || optional && OPTIONAL_IMPORTS.getOrDefault(name, Set.of()).contains(owner);
            return allowed ? null : "it may not use " + PREFIX + owner;
        }
        Set<String> libraries = API_IMPORTS.get(name);
        if (libraries == null || imported.startsWith("java.")) {
            return null;
        }
        boolean listed = libraries.stream().anyMatch(library -> imported.equals(library) || imported.startsWith(library + "."));
        return listed ? null : "an API bundle shows no types of this library";
    }

    private static boolean isDesktop(String name) {
        return name.equals("ui") || name.startsWith("ui.");
    }

    private static boolean mayImport(String name, String owner) {
        if (isDesktop(name)) {
            // The application's bundle says which profile the window belongs to.
            return UNDER_THE_DESKTOP.contains(owner) || name.equals("ui.workbench") && owner.equals("app");
        }
        for (Map<String, Set<String>> table : List.of(API_IMPORTS, ENGINE_IMPORTS, OTHER_IMPORTS)) {
            if (table.containsKey(name)) {
                return table.get(name).contains(owner);
            }
        }
        // Everything else is a provider.
        return APIS.contains(owner) || PROVIDER_LIBRARIES.getOrDefault(name, Set.of()).contains(owner);
    }

    /** The bundle that exports the package, by its name without prefix; where none does, the package's own name. */
    private static String owner(List<BundleJar> bundles, String imported) {
        for (BundleJar bundle : bundles) {
            if (bundle.header("Export-Package").stream().anyMatch(clause -> clause.name().equals(imported))) {
                return bundle.name().substring(PREFIX.length());
            }
        }
        return imported.substring(PREFIX.length());
    }
}
