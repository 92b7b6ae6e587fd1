package org.freshet.rules;

import java.lang.module.ModuleFinder;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a manifest may say: no activator, no {@code Require-Bundle} outside {@code ui} and {@code ui.*}, no {@code DynamicImport-Package}; every import
 * has a version range (the JDK's own packages have no version) and every export a version; internal packages are not exported.
 */
final class PlainManifests implements Rule {

    private static final Set<String> JDK_PACKAGES = ModuleFinder.ofSystem().findAll().stream()
            .flatMap(module -> module.descriptor().packages().stream())
            .collect(Collectors.toUnmodifiableSet());

    @Override
    public List<String> breaches(List<BundleJar> bundles) {
        List<String> breaches = new ArrayList<>();
        for (BundleJar bundle : bundles) {
            refuse(bundle, "Bundle-Activator", "a component does its work", breaches);
            refuse(bundle, "DynamicImport-Package", "imports are known when it is built", breaches);
            if (!(bundle.name() + ".").startsWith("org.freshet.ui.")) {
                refuse(bundle, "Require-Bundle", "packages are imported, not bundles", breaches);
            }
            imports(bundle, breaches);
            exports(bundle, breaches);
        }
        return breaches;
    }

    private static void refuse(BundleJar bundle, String header, String instead, List<String> breaches) {
        if (bundle.headers().getValue(header) != null) {
            breaches.add(bundle.name() + " has a " + header + ": " + instead);
        }
    }

    private static void imports(BundleJar bundle, List<String> breaches) {
        for (ManifestHeader.Clause clause : bundle.header("Import-Package")) {
            if (!JDK_PACKAGES.contains(clause.name()) && !clause.parameters().containsKey("version")) {
                breaches.add(bundle.name() + " imports " + clause.name() + " without a version range");
            }
        }
    }

    private static void exports(BundleJar bundle, List<String> breaches) {
        for (ManifestHeader.Clause clause : bundle.header("Export-Package")) {
            if (!clause.parameters().containsKey("version")) {
                breaches.add(bundle.name() + " exports " + clause.name() + " without a version: add @Version in its package-info.java");
            }
            if ((clause.name() + ".").contains(".internal.")) {
                breaches.add(bundle.name() + " exports the internal package " + clause.name());
            }
        }
    }
}
