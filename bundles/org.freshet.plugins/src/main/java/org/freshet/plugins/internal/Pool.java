package org.freshet.plugins.internal;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.eclipse.equinox.p2.core.ProvisionException;
import org.eclipse.equinox.p2.engine.ProvisioningContext;
import org.eclipse.equinox.p2.metadata.IArtifactKey;
import org.eclipse.equinox.p2.metadata.IInstallableUnit;
import org.eclipse.equinox.p2.repository.artifact.IArtifactRepository;
import org.eclipse.equinox.p2.repository.artifact.IArtifactRepositoryManager;
import org.eclipse.equinox.p2.repository.artifact.IFileArtifactRepository;
import org.eclipse.equinox.p2.repository.metadata.IMetadataRepository;
import org.eclipse.equinox.p2.repository.metadata.IMetadataRepositoryManager;
import org.freshet.plugins.PluginException;
import org.freshet.plugins.PluginException.Reason;

/** The p2 repository of a profile: the units of its plugins and their jars. The framework runs the jars from here. */
final class Pool {

    private static final String NAME = "Plugins of a Freshet profile";

    private final P2 p2;
    private final Path folder;
    private final IMetadataRepository metadata;
    private final IFileArtifactRepository artifacts;

    private Pool(P2 p2, Path folder, IMetadataRepository metadata, IFileArtifactRepository artifacts) {
        this.p2 = p2;
        this.folder = folder;
        this.metadata = metadata;
        this.artifacts = artifacts;
    }

    static Pool open(P2 p2, Path folder) throws PluginException {
        URI uri = folder.toUri();
        try {
            Files.createDirectories(folder);
            IMetadataRepositoryManager units = p2.metadata();
            IArtifactRepositoryManager jars = p2.artifacts();
            IMetadataRepository metadata = Files.exists(folder.resolve("content.xml"))
                    ? units.loadRepository(uri, IMetadataRepositoryManager.REPOSITORY_HINT_MODIFIABLE, null)
                    : units.createRepository(uri, NAME, IMetadataRepositoryManager.TYPE_SIMPLE_REPOSITORY, Map.of());
            IArtifactRepository artifacts = Files.exists(folder.resolve("artifacts.xml"))
                    ? jars.loadRepository(uri, IArtifactRepositoryManager.REPOSITORY_HINT_MODIFIABLE, null)
                    : jars.createRepository(uri, NAME, IArtifactRepositoryManager.TYPE_SIMPLE_REPOSITORY, Map.of());
            return new Pool(p2, folder, metadata, (IFileArtifactRepository) artifacts);
        } catch (ProvisionException | IOException e) {
            throw new PluginException(Reason.FAILED, Messages.bind(Messages.poolBroken, folder, e.getMessage()), e);
        }
    }

    Set<IInstallableUnit> units() {
        return Units.all(metadata);
    }

    IFileArtifactRepository artifacts() {
        return artifacts;
    }

    boolean has(IArtifactKey key) {
        File file = artifacts.getArtifactFile(key);
        return file != null && file.isFile();
    }

    /** The jar of an artifact that is here. */
    Path file(IArtifactKey key) {
        return artifacts.getArtifactFile(key).toPath();
    }

    /** The jar's place below the pool, as a plugin list names it. */
    String relative(IArtifactKey key) {
        return folder.relativize(file(key)).toString();
    }

    /** Takes in a jar. */
    void add(IArtifactKey key, Path jar) throws IOException {
        try (OutputStream out = artifacts.getOutputStream(artifacts.createArtifactDescriptor(key))) {
            Files.copy(jar, out);
        } catch (ProvisionException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    void remove(Collection<IArtifactKey> keys) {
        artifacts.removeDescriptors(keys.toArray(IArtifactKey[]::new), null);
    }

    void remember(Collection<IInstallableUnit> units) {
        metadata.addInstallableUnits(units);
    }

    /** Drops everything that no plugin needs any more. */
    void keepOnly(Collection<IInstallableUnit> units) {
        metadata.removeInstallableUnits(units().stream().filter(unit -> !units.contains(unit)).toList());
        List<IArtifactKey> kept = units.stream().flatMap(unit -> unit.getArtifacts().stream()).toList();
        Set<IArtifactKey> all = artifacts.query(org.eclipse.equinox.p2.repository.artifact.ArtifactKeyQuery.ALL_KEYS, null)
                .toUnmodifiableSet();
        remove(all.stream().filter(key -> !kept.contains(key)).toList());
    }

    /** A planning context that sees this pool, further units, and nothing else. */
    ProvisioningContext context(List<IInstallableUnit> further) {
        ProvisioningContext context = new ProvisioningContext(p2.agent());
        context.setMetadataRepositories(folder.toUri());
        context.setArtifactRepositories(folder.toUri());
        context.setExtraInstallableUnits(further);
        return context;
    }
}
