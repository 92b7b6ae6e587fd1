package org.freshet.plugins.internal;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.freshet.plugins.Plugin.Kind;
import org.freshet.plugins.Plugin.Service;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a bundle adds to the program: services, registered or declared by its components, and contributions to the workbench. */
final class Contributions {

    private static final Logger LOG = LoggerFactory.getLogger(Contributions.class);
    private static final String COMPONENTS = "Service-Component";
    private static final Pattern PROVIDED = Pattern.compile("<provide\\s+interface=\"([^\"]+)\"");
    private static final Pattern PROPERTY = Pattern.compile("<property\\s+name=\"(\\w+\\.scheme)\"[^>]*?\\bvalue=\"([^\"]+)\"");
    private static final int MOST_XML = 1 << 20;

    private Contributions() {
    }

    /** Services that are registered, then those that its components would register. */
    static List<Service> services(Bundle bundle) {
        Map<String, Service> services = new LinkedHashMap<>();
        ServiceReference<?>[] registered = bundle.getRegisteredServices();
        for (ServiceReference<?> reference : registered == null ? new ServiceReference<?>[0] : registered) {
            String scheme = scheme(reference);
            for (String type : (String[]) reference.getProperty(Constants.OBJECTCLASS)) {
                services.put(type + " " + scheme, new Service(type, scheme, true));
            }
        }
        for (String component : components(bundle)) {
            Matcher property = PROPERTY.matcher(component);
            String scheme = property.find() ? property.group(2) : "";
            for (Matcher provided = PROVIDED.matcher(component); provided.find();) {
                String type = provided.group(1);
                boolean known = services.values().stream().anyMatch(s -> s.type().equals(type));
                if (!known) {
                    services.put(type + " " + scheme, new Service(type, scheme, false));
                }
            }
        }
        return List.copyOf(services.values());
    }

    private static String scheme(ServiceReference<?> reference) {
        for (String key : reference.getPropertyKeys()) {
            if (key.endsWith(".scheme")) {
                Object value = reference.getProperty(key);
                return value instanceof String[] several ? String.join(", ", several) : String.valueOf(value);
            }
        }
        return "";
    }

    static Kind kind(Collection<Bundle> bundles, Collection<Service> services) {
        Kind kind = Kind.OTHER;
        for (Service service : services) {
            Kind its = kind(service.type());
            kind = its.compareTo(kind) < 0 ? its : kind;
        }
        return kind == Kind.OTHER && bundles.stream().anyMatch(Contributions::isUi) ? Kind.UI : kind;
    }

    private static Kind kind(String type) {
        if (type.startsWith("org.freshet.transport.")) {
            return Kind.TRANSPORT;
        }
        if (type.startsWith("org.freshet.storage.")) {
            return Kind.STORAGE;
        }
        if (type.startsWith("org.freshet.discovery.")) {
            return Kind.DISCOVERY;
        }
        return type.startsWith("org.freshet.ui.") ? Kind.UI : Kind.OTHER;
    }

    /** Whether it adds to the workbench. */
    static boolean isUi(Bundle bundle) {
        return text(bundle.getEntry("plugin.xml")).contains("point=\"org.eclipse.ui.")
                || text(bundle.getEntry("fragment.xml")).contains("point=\"org.eclipse.ui.");
    }

    /** Whether a user would think of it as something that is there or not. */
    static boolean worthALine(Bundle bundle) {
        return bundle.getHeaders("").get(COMPONENTS) != null || bundle.getEntry("plugin.xml") != null;
    }

    private static List<String> components(Bundle bundle) {
        String header = bundle.getHeaders("").get(COMPONENTS);
        List<String> texts = new ArrayList<>();
        for (String path : header == null ? new String[0] : header.split(",")) {
            if (!path.contains("*")) {
                texts.add(text(bundle.getEntry(path.strip())));
            }
        }
        return texts;
    }

    private static String text(URL entry) {
        if (entry == null) {
            return "";
        }
        try (InputStream in = entry.openStream()) {
            return new String(in.readNBytes(MOST_XML), StandardCharsets.UTF_8);
        } catch (IOException e) {
            LOG.warn("{} cannot be read: {}", entry, e.getMessage());
            return "";
        }
    }
}
