package org.freshet.plugins.internal;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.OperationCanceledException;
import org.eclipse.equinox.p2.core.ProvisionException;
import org.eclipse.equinox.p2.metadata.IArtifactKey;
import org.eclipse.equinox.p2.metadata.IInstallableUnit;
import org.eclipse.equinox.p2.repository.artifact.IArtifactDescriptor;
import org.eclipse.equinox.p2.repository.artifact.IArtifactRepository;
import org.eclipse.equinox.p2.repository.artifact.IArtifactRequest;
import org.freshet.plugins.PluginException;
import org.freshet.plugins.PluginException.Reason;

/** A p2 repository, simple or composite, in a folder or on a web server. */
final class RepositorySource implements Source {

    private static final String CHECKSUM = "download.checksum.";
    private static final List<String> DIGESTS = List.of("sha-256", "sha-512", "sha-1", "md5");

    private final P2 p2;
    private final URI uri;
    private final Collection<IInstallableUnit> units;

    RepositorySource(P2 p2, URI uri, IProgressMonitor monitor) throws PluginException {
        this.p2 = p2;
        this.uri = uri;
        try {
            if ("file".equals(uri.getScheme())) {
                MetadataBounds.checkFolder(Path.of(uri));
            }
            boolean known = p2.metadata().contains(uri);
            this.units = Units.all(known ? p2.metadata().refreshRepository(uri, monitor) : p2.metadata().loadRepository(uri, monitor));
        } catch (OperationCanceledException e) {
            throw cancelled(e);
        } catch (ProvisionException e) {
            throw monitor.isCanceled() ? cancelled(e) : unreadable(uri, Planning.words(e.getStatus()), e);
        } catch (IOException e) {
            throw unreadable(uri, e.getMessage(), e);
        }
    }

    private static PluginException cancelled(Exception e) {
        return new PluginException(Reason.CANCELLED, Messages.cancelled, e);
    }

    private static PluginException unreadable(URI uri, String why, Exception e) {
        return new PluginException(Reason.UNREADABLE, Messages.bind(Messages.unreadable, uri, why), e);
    }

    @Override
    public Collection<IInstallableUnit> units() {
        return units;
    }

    @Override
    public void fetch(List<IArtifactKey> keys, Pool pool, IProgressMonitor monitor) throws PluginException {
        if (keys.isEmpty()) {
            return;
        }
        try {
            boolean known = p2.artifacts().contains(uri);
            IArtifactRepository from = known ? p2.artifacts().refreshRepository(uri, monitor) : p2.artifacts().loadRepository(uri, monitor);
            for (IArtifactKey key : keys) {
                check(key, from.getArtifactDescriptors(key));
                IArtifactRequest request = p2.artifacts().createMirrorRequest(key, pool.artifacts(), Map.of(), Map.of());
                from.getArtifacts(new IArtifactRequest[] {request}, monitor);
                IStatus result = request.getResult();
                if (result.getSeverity() == IStatus.CANCEL || monitor.isCanceled()) {
                    throw cancelled(result.getException() instanceof Exception e ? e : null);
                }
                if (!result.isOK()) {
                    throw unreadable(uri, Planning.words(result), result.getException() instanceof Exception e ? e : null);
                }
            }
        } catch (OperationCanceledException e) {
            throw cancelled(e);
        } catch (ProvisionException e) {
            throw monitor.isCanceled() ? cancelled(e) : unreadable(uri, Planning.words(e.getStatus()), e);
        }
    }

    private void check(IArtifactKey key, IArtifactDescriptor[] descriptors) throws PluginException {
        if (descriptors.length == 0) {
            throw new PluginException(Reason.UNREADABLE, Messages.bind(Messages.artifactMissing, uri, key.getId() + " " + key.getVersion()));
        }
        for (IArtifactDescriptor descriptor : descriptors) {
            if (DIGESTS.stream().noneMatch(name -> descriptor.getProperty(CHECKSUM + name) != null)) {
                throw new PluginException(Reason.UNREADABLE, Messages.bind(Messages.noChecksum, uri, key.getId() + " " + key.getVersion()));
            }
        }
    }

    /** p2 would remember the repository and ask it of its own accord. */
    @Override
    public void close() throws PluginException {
        p2.metadata().removeRepository(uri);
        p2.artifacts().removeRepository(uri);
    }
}
