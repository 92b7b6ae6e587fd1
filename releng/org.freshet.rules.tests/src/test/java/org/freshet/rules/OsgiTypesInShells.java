package org.freshet.rules;

import java.util.ArrayList;
import java.util.List;

/**
 * The framework's and Declarative Services' types are used only in {@code ..internal..} packages: the shells. Annotations that bnd reads
 * ({@code org.osgi.annotation}) may stand anywhere, and so may those of the Metatype service on settings.
 */
final class OsgiTypesInShells implements Rule {

    private static final List<String> SHELL_TYPES = List.of("org.osgi.framework.", "org.osgi.service.component.", "org.osgi.util.tracker.");

    @Override
    public List<String> breaches(List<BundleJar> bundles) {
        List<String> breaches = new ArrayList<>();
        for (BundleJar bundle : bundles) {
            for (ClassFacts type : bundle.classes()) {
                if (isShell(type.packageName())) {
                    continue;
                }
                for (String used : type.types()) {
                    if (SHELL_TYPES.stream().anyMatch(used::startsWith)) {
                        breaches.add(type.name() + " uses " + used + ": only an internal package may");
                    }
                }
            }
        }
        return breaches;
    }

    private static boolean isShell(String packageName) {
        return (packageName + ".").contains(".internal.");
    }
}
