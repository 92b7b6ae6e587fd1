package org.freshet.plugins.internal;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.eclipse.core.runtime.IProgressMonitor;
import org.freshet.plugins.PluginException;
import org.freshet.plugins.PluginException.Reason;
import org.freshet.plugins.Plugins;

/** Finds out what a URI stands for. */
final class Sources {

    private static final List<String> INDEXES = List.of("p2.index", "content.jar", "content.xml", "content.xml.xz", "compositeContent.jar",
            "compositeContent.xml", "compositeContent.xml.xz");
    private static final int MOST_JARS = 200;

    private final P2 p2;
    private final Base base;
    private final Pool pool;
    private final Path work;

    /** @param work an empty folder for what is unpacked or downloaded; whoever gives it deletes it */
    Sources(P2 p2, Base base, Pool pool, Path work) {
        this.p2 = p2;
        this.base = base;
        this.pool = pool;
        this.work = work;
    }

    Source open(URI uri, IProgressMonitor monitor) throws PluginException {
        if (uri.equals(Plugins.PRODUCT)) {
            return new ProductSource(base);
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        try {
            return switch (scheme) {
                case "file" -> ofFile(Path.of(uri), monitor);
                case "http", "https" -> isFile(uri) ? ofFile(downloaded(uri, monitor), monitor) : new RepositorySource(p2, uri, monitor);
                default -> throw new PluginException(Reason.UNREADABLE, Messages.bind(Messages.unknownScheme, uri));
            };
        } catch (IllegalArgumentException e) {
            throw new PluginException(Reason.UNREADABLE, Messages.bind(Messages.unknownScheme, uri), e);
        } catch (FileNotFoundException e) {
            throw new PluginException(Reason.NOT_FOUND, Messages.bind(Messages.notThere, uri), e);
        } catch (Attended.CancelledException e) {
            throw new PluginException(Reason.CANCELLED, Messages.cancelled, e);
        } catch (IOException e) {
            String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            throw new PluginException(Reason.UNREADABLE, Messages.bind(Messages.unreadable, uri, why), e);
        }
    }

    private static boolean isFile(URI uri) {
        String path = uri.getPath() == null ? "" : uri.getPath().toLowerCase(Locale.ROOT);
        return path.endsWith(".jar") || path.endsWith(".zip");
    }

    private Path downloaded(URI uri, IProgressMonitor monitor) throws IOException {
        Path file = Files.createTempFile(Files.createDirectories(work), "download-", ".zip");
        try (InputStream in = new BoundedTransport().open(uri, monitor)) {
            Files.copy(in, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
        return file;
    }

    private Source ofFile(Path file, IProgressMonitor monitor) throws IOException, PluginException {
        if (Files.isDirectory(file)) {
            return ofFolder(file, monitor);
        }
        if (!Files.exists(file)) {
            throw new PluginException(Reason.NOT_FOUND, Messages.bind(Messages.notThere, file));
        }
        if (BundleUnit.isBundle(file)) {
            return new JarSource(List.of(file), pool);
        }
        Path unpacked = work.resolve("unpacked");
        Archive.unpack(file, unpacked);
        return ofFolder(rooted(unpacked), monitor);
    }

    /** A zip often holds one folder that holds everything. */
    private static Path rooted(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            List<Path> all = entries.toList();
            return all.size() == 1 && Files.isDirectory(all.getFirst()) ? all.getFirst() : folder;
        }
    }

    private Source ofFolder(Path folder, IProgressMonitor monitor) throws IOException, PluginException {
        if (INDEXES.stream().anyMatch(name -> Files.exists(folder.resolve(name)))) {
            return new RepositorySource(p2, folder.toUri(), monitor);
        }
        List<Path> jars = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.jar")) {
            for (Path jar : found) {
                if (jars.size() < MOST_JARS && BundleUnit.isBundle(jar)) {
                    jars.add(jar);
                }
            }
        }
        if (jars.isEmpty()) {
            throw new PluginException(Reason.NOT_FOUND, Messages.bind(Messages.nothingThere, folder));
        }
        return new JarSource(jars, pool);
    }
}
