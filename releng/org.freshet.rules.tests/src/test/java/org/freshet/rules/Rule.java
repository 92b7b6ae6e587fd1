package org.freshet.rules;

import java.util.List;

/** One rule of the architecture. */
@FunctionalInterface
interface Rule {

    /** What in these bundles breaks the rule: one sentence each, empty if all is well. */
    List<String> breaches(List<BundleJar> bundles);
}
