package org.freshet.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Of Netty's channel types the storage API shows only {@code FileRegion}, which lets the kernel send a file. */
final class ChannelsInApis implements Rule {

    private static final Map<String, Set<String>> ALLOWED =
            Map.of("org.freshet.storage", Set.of("io.netty.channel.FileRegion", "io.netty.channel.DefaultFileRegion"));

    @Override
    public List<String> breaches(List<BundleJar> bundles) {
        List<String> breaches = new ArrayList<>();
        for (BundleJar bundle : bundles) {
            Set<String> allowed = ALLOWED.get(bundle.name());
            if (allowed == null) {
                continue;
            }
            for (ClassFacts type : bundle.classes()) {
                for (String used : type.types()) {
                    if (used.startsWith("io.netty.channel.") && !allowed.contains(used)) {
                        breaches.add(type.name() + " uses " + used + ": this API is about buffers, not channels");
                    }
                }
            }
        }
        return breaches;
    }
}
