package org.freshet.ui.settings.internal;

import java.io.IOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.eclipse.core.runtime.ILog;
import org.eclipse.osgi.util.NLS;
import org.freshet.ui.settings.internal.model.MetatypeBounds;
import org.freshet.ui.settings.internal.model.MetatypeReader;
import org.freshet.ui.settings.internal.model.SettingsGroup;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.service.metatype.MetaTypeInformation;
import org.osgi.service.metatype.MetaTypeService;
import org.osgi.util.tracker.BundleTracker;

/** Follows the bundles that run and have Metatype documents, and tells of their settings. Any thread. */
final class MetatypeBundles extends BundleTracker<Long> {

    /** Hears of bundles; called one at a time for each bundle. */
    interface Listener {
        /** A bundle has these groups now; none once it stops. */
        void groups(long bundle, List<SettingsGroup> groups);
    }

    private final MetaTypeService metatypes;
    private final MetatypeReader reader;
    private final Listener listener;

    MetatypeBundles(BundleContext context, MetaTypeService metatypes, String locale, Listener listener) {
        super(context, Bundle.STARTING | Bundle.ACTIVE, null);
        this.metatypes = metatypes;
        this.reader = new MetatypeReader(locale);
        this.listener = listener;
    }

    @Override
    public Long addingBundle(Bundle bundle, BundleEvent event) {
        Enumeration<URL> documents = bundle.findEntries(MetaTypeService.METATYPE_DOCUMENTS_LOCATION, "*.xml", false);
        if (documents == null) {
            return null; // most bundles: not followed any more
        }
        List<SettingsGroup> groups = new ArrayList<>();
        try {
            groups.addAll(groups(bundle, Collections.list(documents)));
        } catch (IOException | RuntimeException e) {
            // A plugin's mistake costs its own page only.
            ILog.of(MetatypeBundles.class).error(NLS.bind(Messages.pageFault, bundle.getSymbolicName()), e);
        }
        listener.groups(bundle.getBundleId(), groups);
        return bundle.getBundleId();
    }

    private List<SettingsGroup> groups(Bundle bundle, List<URL> documents) throws IOException {
        MetatypeBounds bounds = new MetatypeBounds();
        for (URL document : documents) {
            bounds.read(document);
        }
        MetaTypeInformation information = metatypes.getMetaTypeInformation(bundle);
        Set<String> packages = imports(bundle);
        List<SettingsGroup> groups = new ArrayList<>();
        for (String pid : information.getPids()) {
            groups.add(reader.group(information, pid, false, bounds, packages));
        }
        for (String pid : information.getFactoryPids()) {
            groups.add(reader.group(information, pid, true, bounds, packages));
        }
        groups.removeIf(group -> group.settings().isEmpty());
        return groups;
    }

    private static Set<String> imports(Bundle bundle) {
        BundleWiring wiring = bundle.adapt(BundleWiring.class);
        return wiring == null ? Set.of() : wiring.getRequiredWires(PackageNamespace.PACKAGE_NAMESPACE).stream()
                .map(wire -> (String) wire.getCapability().getAttributes().get(PackageNamespace.PACKAGE_NAMESPACE))
                .collect(Collectors.toSet());
    }

    @Override
    public void removedBundle(Bundle bundle, BundleEvent event, Long id) {
        listener.groups(id, List.of());
    }
}
