package org.freshet.plugins.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.equinox.p2.metadata.IArtifactKey;
import org.eclipse.equinox.p2.metadata.IInstallableUnit;
import org.freshet.plugins.PluginException;
import org.freshet.plugins.PluginException.Reason;

/** Bundles' jars without a repository around them; their units are made of their manifests. */
final class JarSource implements Source {

    private final Map<IInstallableUnit, Path> jars = new LinkedHashMap<>();

    JarSource(Collection<Path> files, Pool pool) throws PluginException {
        for (Path file : files) {
            jars.put(BundleUnit.of(file, pool), file);
        }
    }

    @Override
    public Collection<IInstallableUnit> units() {
        return jars.keySet();
    }

    @Override
    public void fetch(List<IArtifactKey> keys, Pool pool, IProgressMonitor monitor) throws PluginException {
        for (IArtifactKey key : keys) {
            for (Map.Entry<IInstallableUnit, Path> jar : jars.entrySet()) {
                if (jar.getKey().getArtifacts().contains(key)) {
                    try {
                        pool.add(key, jar.getValue());
                    } catch (IOException e) {
                        throw new PluginException(Reason.UNREADABLE, Messages.bind(Messages.unreadable, jar.getValue(), e.getMessage()), e);
                    }
                }
            }
        }
    }
}
