package org.freshet.ui.torrents.internal;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/** The storages that run at the moment. */
final class Storages {
    private static final String FILE = "file";
    private static final String SCHEME = "storage.scheme";

    private Storages() {
    }

    /** Their schemes; that of folders is among them even while its storage is away, as torrents wait for it. */
    static SortedSet<String> schemes() {
        SortedSet<String> schemes = new TreeSet<>(List.of(FILE));
        Bundle bundle = FrameworkUtil.getBundle(Storages.class);
        BundleContext context = bundle == null ? null : bundle.getBundleContext();
        if (context != null) {
            try {
                ServiceReference<?>[] found = context.getAllServiceReferences(null, "(" + SCHEME + "=*)");
                for (ServiceReference<?> storage : found == null ? new ServiceReference<?>[0] : found) {
                    Object property = storage.getProperty(SCHEME);
                    schemes.addAll(property instanceof String[] several ? List.of(several) : List.of(String.valueOf(property)));
                }
            } catch (InvalidSyntaxException e) {
                throw new IllegalStateException(e);
            }
        }
        return schemes;
    }
}
