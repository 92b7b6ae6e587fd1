package org.freshet.plugins.internal;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import org.freshet.engine.Session;
import org.freshet.plugins.Consent;
import org.freshet.plugins.MemoryCheck;
import org.freshet.plugins.Offer;
import org.freshet.plugins.Plugin;
import org.freshet.plugins.PluginException;
import org.freshet.plugins.PluginException.Reason;
import org.freshet.plugins.Plugins;
import org.freshet.plugins.Progress;
import org.freshet.plugins.Update;
import org.freshet.plugins.Usage;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Leads through changes: one at a time, p2 opened only where it is needed. */
class PluginService implements Plugins, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PluginService.class);

    private final BundleContext context;
    private final ProfileFolders folders;
    private final Inventory inventory;
    private final RunningBundles running;
    private final LoaderWatch watch = new LoaderWatch();
    private final Usages usages;
    private final ReentrantLock lock = new ReentrantLock();
    private P2 p2;

    /** @param session the engine's session, null while there is none */
    PluginService(BundleContext context, ProfileFolders folders, Supplier<Session> session) {
        this.context = context;
        this.folders = folders;
        this.running = new RunningBundles(context, watch);
        this.inventory = new Inventory(context, folders, running);
        this.usages = new Usages(session);
    }

    @Override
    public List<Plugin> list() {
        try {
            PluginList list = read();
            return inventory.all(list, parts());
        } catch (PluginException e) {
            LOG.warn("{}", e.getMessage());
            return inventory.all(PluginList.EMPTY, List.of());
        }
    }

    /** The product's optional parts; p2 is asked once for each product. */
    private List<PluginList.Entry> parts() throws PluginException {
        try {
            Optional<List<PluginList.Entry>> remembered = inventory.rememberedParts();
            if (remembered.isPresent()) {
                return remembered.get();
            }
            if (!hindrance().isEmpty()) {
                return List.of();
            }
            return exclusive(() -> changes().parts());
        } catch (IOException | IllegalArgumentException e) {
            throw new PluginException(Reason.FAILED, Messages.bind(Messages.listBroken, folders.product(), e.getMessage()), e);
        }
    }

    @Override
    public String hindrance() {
        String area = String.valueOf(context.getProperty("osgi.configuration.area"));
        try {
            if (!ProfileFolders.ofArea(area).toRealPath().equals(folders.profile().resolve("osgi").toRealPath())) {
                return Messages.inUse;
            }
            Files.createDirectories(folders.p2());
            return Files.isWritable(folders.p2()) ? "" : Messages.bind(Messages.notWritable, folders.p2());
        } catch (IOException | IllegalArgumentException e) {
            return Messages.bind(Messages.notWritable, folders.p2());
        }
    }

    @Override
    public List<Offer> offers(URI source, Progress progress) throws PluginException {
        return exclusive(() -> changes().offers(source, new Steps(progress)));
    }

    @Override
    public List<Plugin> install(URI source, Set<String> ids, Consent consent, Progress progress) throws PluginException {
        Collection<String> installed = exclusive(() -> changes().install(source, ids, consent, new Steps(progress)));
        return list().stream().filter(plugin -> installed.contains(plugin.id())).toList();
    }

    @Override
    public void uninstall(String id, Progress progress) throws PluginException {
        exclusive(() -> {
            find(id);
            changes().uninstall(id, new Steps(progress));
            return id;
        });
    }

    @Override
    public List<Update> updates(Progress progress) throws PluginException {
        return exclusive(() -> changes().updates(new Steps(progress)));
    }

    @Override
    public Plugin update(String id, Consent consent, Progress progress) throws PluginException {
        exclusive(() -> {
            find(id);
            changes().update(id, consent, new Steps(progress));
            return id;
        });
        return find(id);
    }

    private Plugin find(String id) throws PluginException {
        return list().stream().filter(plugin -> plugin.id().equals(id)).findFirst()
                .orElseThrow(() -> new PluginException(Reason.NOT_FOUND, Messages.bind(Messages.notInstalled, id)));
    }

    @Override
    public void start(String id) throws PluginException {
        exclusive(() -> {
            List<Bundle> bundles = startable(id);
            PluginList list = read();
            for (Bundle bundle : bundles) {
                RunningBundles.start(bundle);
            }
            write(list.stopped(names(bundles), false));
            return id;
        });
    }

    @Override
    public void stop(String id) throws PluginException {
        exclusive(() -> {
            List<Bundle> bundles = startable(id);
            PluginList list = read();
            for (Bundle bundle : bundles.reversed()) {
                if (running.isEssential(bundle)) {
                    throw new PluginException(Reason.NEEDED, Messages.bind(Messages.builtIn, bundle.getSymbolicName()));
                }
            }
            for (Bundle bundle : bundles.reversed()) {
                try {
                    bundle.stop();
                } catch (BundleException e) {
                    throw new PluginException(Reason.FAILED, Messages.bind(Messages.notStopped, bundle.getSymbolicName(), e.getMessage()), e);
                }
            }
            write(list.stopped(names(bundles), true));
            return id;
        });
    }

    private List<Bundle> startable(String id) throws PluginException {
        return bundles(find(id)).stream().filter(bundle -> bundle.getHeaders("").get(Constants.FRAGMENT_HOST) == null).toList();
    }

    private List<Bundle> bundles(Plugin plugin) {
        return plugin.bundles().stream().map(part -> inventory.bundle(part.name(), part.version())).flatMap(Optional::stream).toList();
    }

    private static List<String> names(List<Bundle> bundles) {
        return bundles.stream().map(Bundle::getSymbolicName).toList();
    }

    @Override
    public Usage usage(Plugin plugin) {
        return usages.of(plugin, bundles(plugin));
    }

    @Override
    public MemoryCheck memoryHeld(String id) {
        List<String> names = new ArrayList<>(watch.bundlesOf(id));
        list().stream().filter(plugin -> plugin.id().equals(id)).forEach(plugin -> plugin.bundles().forEach(part -> names.add(part.name())));
        return watch.check(Set.copyOf(names));
    }

    private PluginList read() throws PluginException {
        try {
            return PluginList.parse(TextFile.read(folders.list()));
        } catch (IOException | IllegalArgumentException e) {
            throw new PluginException(Reason.FAILED, Messages.bind(Messages.listBroken, folders.list(), e.getMessage()), e);
        }
    }

    private void write(PluginList list) throws PluginException {
        try {
            TextFile.write(folders.list(), list.lines());
        } catch (IOException e) {
            throw new PluginException(Reason.FAILED, Messages.bind(Messages.listBroken, folders.list(), e.getMessage()), e);
        }
    }

    private Changes changes() throws PluginException {
        if (p2 == null) {
            Base.copyProduct(folders);
            p2 = P2.open(context, folders);
        }
        return Changes.open(p2, new Changes.Place(context, folders, inventory, running, watch), read());
    }

    /** A change, or part of one. */
    private interface Work<T> {
        T done() throws PluginException;
    }

    private <T> T exclusive(Work<T> work) throws PluginException {
        String hindrance = hindrance();
        if (!hindrance.isEmpty()) {
            throw new PluginException(Reason.IN_USE, hindrance);
        }
        lock.lock();
        try {
            return work.done();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public final void close() {
        lock.lock();
        try {
            if (p2 != null) {
                p2.close();
                p2 = null;
            }
        } finally {
            lock.unlock();
        }
    }

}
