package org.freshet.plugins.internal;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.freshet.engine.Session;
import org.freshet.engine.Torrent;
import org.freshet.plugins.Plugin;
import org.freshet.plugins.Plugin.Kind;
import org.freshet.plugins.Usage;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.BundleWire;
import org.osgi.framework.wiring.BundleWiring;

/** Finds what uses a plugin: bundles through the framework, torrents and connections through the session. */
final class Usages {

    private final Supplier<Session> session;

    Usages(Supplier<Session> session) {
        this.session = session;
    }

    Usage of(Plugin plugin, List<Bundle> bundles) {
        Set<String> users = new TreeSet<>();
        for (Bundle bundle : bundles) {
            ServiceReference<?>[] services = bundle.getRegisteredServices();
            for (ServiceReference<?> service : services == null ? new ServiceReference<?>[0] : services) {
                Bundle[] using = service.getUsingBundles();
                for (Bundle user : using == null ? new Bundle[0] : using) {
                    users.add(user.getSymbolicName());
                }
            }
            BundleWiring wiring = bundle.adapt(BundleWiring.class);
            for (BundleWire wire : wiring == null ? List.<BundleWire>of() : wiring.getProvidedWires(null)) {
                users.add(wire.getRequirer().getSymbolicName());
            }
        }
        bundles.forEach(bundle -> users.remove(bundle.getSymbolicName()));
        Session open = session.get();
        List<Torrent> torrents = open == null ? List.of() : open.torrents();
        Set<String> schemes = plugin.services().stream().flatMap(service -> Arrays.stream(service.scheme().split(",\\s*")))
                .filter(scheme -> !scheme.isEmpty()).collect(Collectors.toSet());
        return new Usage(List.copyOf(users), plugin.kind() == Kind.STORAGE ? stored(torrents, schemes) : 0,
                plugin.kind() == Kind.TRANSPORT ? connected(torrents, schemes) : 0,
                plugin.kind() == Kind.DISCOVERY ? tracked(torrents, schemes) : 0);
    }

    private static int stored(List<Torrent> torrents, Set<String> schemes) {
        return (int) torrents.stream().filter(torrent -> schemes.contains(scheme(torrent.root().getScheme()))).count();
    }

    private static int connected(List<Torrent> torrents, Set<String> schemes) {
        return (int) torrents.stream().flatMap(torrent -> torrent.peers().stream())
                .filter(peer -> schemes.contains(scheme(peer.address().scheme()))).count();
    }

    private static int tracked(List<Torrent> torrents, Set<String> schemes) {
        return (int) torrents.stream().flatMap(torrent -> torrent.trackers().stream()).filter(tracker -> {
            String url = tracker.url();
            int colon = url.indexOf(':');
            return colon > 0 && schemes.contains(scheme(url.substring(0, colon)));
        }).count();
    }

    private static String scheme(String text) {
        return text == null ? "" : text.toLowerCase(Locale.ROOT);
    }

}
