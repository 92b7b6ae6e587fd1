package org.freshet.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** People see bundles by their names, in the Plugins view and in {@code freshet plugins list}: words, not symbolic names, each another. */
final class BundleNames implements Rule {

    private static final String VENDOR = "Freshet";

    @Override
    public List<String> breaches(List<BundleJar> bundles) {
        List<String> breaches = new ArrayList<>();
        Map<String, String> owners = new HashMap<>();
        for (BundleJar bundle : bundles) {
            String name = bundle.headers().getValue("Bundle-Name");
            if (name == null || !name.matches("Freshet( [\\w:]+)*")) {
                breaches.add(bundle.name() + " is called " + name + ": words after \"Freshet\" say what it is, in its pom.xml's name");
            } else if (owners.putIfAbsent(name, bundle.name()) != null) {
                breaches.add(bundle.name() + " is called " + name + " as " + owners.get(name) + " is");
            }
            if (!VENDOR.equals(bundle.headers().getValue("Bundle-Vendor"))) {
                breaches.add(bundle.name() + " has no Bundle-Vendor " + VENDOR);
            }
        }
        return breaches;
    }
}
