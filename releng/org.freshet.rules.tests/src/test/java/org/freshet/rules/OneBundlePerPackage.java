package org.freshet.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A package lives in one bundle only. */
final class OneBundlePerPackage implements Rule {

    @Override
    public List<String> breaches(List<BundleJar> bundles) {
        List<String> breaches = new ArrayList<>();
        Map<String, String> owners = new TreeMap<>();
        for (BundleJar bundle : bundles) {
            for (String contained : bundle.containedPackages()) {
                String other = owners.putIfAbsent(contained, bundle.name());
                if (other != null) {
                    breaches.add("package " + contained + " is in " + other + " and in " + bundle.name());
                }
            }
        }
        return breaches;
    }
}
