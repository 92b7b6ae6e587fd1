package org.freshet.settings.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;

import org.eclipse.osgi.launch.EquinoxFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.util.tracker.ServiceTracker;

/**
 * A framework of its own on a profile, with Configuration Admin, Declarative Services, the bundle under test and secure storage at a
 * start level that is never reached: the bundles are those on the class path. Services inside it are called by reflection, since this
 * class's loader is not the framework's.
 */
final class HeadlessFramework implements AutoCloseable {

    private static final long DEADLINE_MS = 20_000;
    private static final String CM = "org.osgi.service.cm.ConfigurationAdmin";
    private static final String STORE = "org.freshet.settings.SecretStore";
    private static final int HEADLESS = 4;

    private final Framework framework;
    private final BundleContext context;

    HeadlessFramework(Path profile, Path key) throws Exception {
        if (Files.notExists(key)) {
            Files.writeString(Files.createDirectories(key.getParent()).resolve(key.getFileName()), "key of " + key);
        }
        Map<String, String> properties = new HashMap<>();
        properties.put(Constants.FRAMEWORK_STORAGE, profile.resolve("osgi").toString());
        properties.put("osgi.configuration.area", profile.resolve("osgi").toUri().toString());
        properties.put("freshet.profile", profile.toString());
        properties.put(KeyFile.VARIABLE, key.toString());
        properties.put(Constants.FRAMEWORK_BEGINNING_STARTLEVEL, Integer.toString(HEADLESS));
        properties.put("osgi.compatibility.bootdelegation", "false");
        properties.put("eclipse.log.enabled", "false");
        framework = new EquinoxFactory().newFramework(properties);
        framework.init();
        context = framework.getBundleContext();
        if (context.getBundles().length == 1) {
            install();
        }
        framework.start();
    }

    private void install() throws Exception {
        for (ClassPathBundles.Entry entry : new ClassPathBundles().all()) {
            Bundle bundle = context.installBundle("reference:" + entry.file().toUri());
            boolean desktop = entry.name().startsWith("org.eclipse.");
            boolean ours = entry.name().equals("org.freshet.settings");
            bundle.adapt(BundleStartLevel.class).setStartLevel(desktop ? HEADLESS + 1 : ours ? 3 : 2);
            if (bundle.getHeaders("").get(Constants.FRAGMENT_HOST) == null) {
                bundle.start(Bundle.START_ACTIVATION_POLICY);
            }
        }
    }

    void keep(String pid, String attribute, String secret) throws Exception {
        call(service(STORE), "put", new Class<?>[] {String.class, String.class, String.class}, pid, attribute, secret);
    }

    /** The secret, or {@code null}. */
    Object secret(String pid, String attribute) throws Exception {
        return ((Optional<?>) call(service(STORE), "get", new Class<?>[] {String.class, String.class}, pid, attribute)).orElse(null);
    }

    void configure(String pid, Dictionary<String, Object> properties) throws Exception {
        call(configuration(pid), "update", new Class<?>[] {Dictionary.class}, properties);
    }

    void deleteConfiguration(String pid) throws Exception {
        call(configuration(pid), "delete", new Class<?>[0]);
    }

    private Object configuration(String pid) throws Exception {
        return call(service(CM), "getConfiguration", new Class<?>[] {String.class, String.class}, pid, "?");
    }

    /** What a managed service of that PID is given from now on. */
    BlockingQueue<Map<String, Object>> receiver(String pid) throws Exception {
        BlockingQueue<Map<String, Object>> delivered = new LinkedBlockingQueue<>();
        Class<?> type = service(CM).getClass().getClassLoader().loadClass("org.osgi.service.cm.ManagedService");
        Object managed = Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
            if (method.getName().equals("updated") && arguments[0] instanceof Dictionary<?, ?> values) {
                Map<String, Object> copy = new HashMap<>();
                Collections.list(values.keys()).forEach(name -> copy.put((String) name, values.get(name)));
                delivered.add(copy);
            }
            return switch (method.getName()) {
                case "hashCode" -> System.identityHashCode(proxy);
                case "equals" -> proxy == arguments[0];
                case "toString" -> "receiver of " + pid;
                default -> null;
            };
        });
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put(Constants.SERVICE_PID, pid);
        owner().registerService("org.osgi.service.cm.ManagedService", managed, properties);
        return delivered;
    }

    /** The properties of a component of Declarative Services with that PID, once it is configured. */
    Map<String, Object> component(String pid) throws Exception {
        Path jar = Files.createTempFile("component", ".jar");
        try {
            write(jar, pid);
            context.installBundle(jar.toUri().toString()).start();
        } finally {
            Files.delete(jar);
        }
        ServiceTracker<?, ?> tracker = new ServiceTracker<>(context, context.createFilter("(component.name=receiver)"), null);
        tracker.open();
        tracker.waitForService(DEADLINE_MS);
        Map<String, Object> values = new HashMap<>();
        for (String name : tracker.getServiceReference().getPropertyKeys()) {
            values.put(name, tracker.getServiceReference().getProperty(name));
        }
        tracker.close();
        return values;
    }

    /** A component without a class of its own: any class of the JDK will do, its properties are what is looked at. */
    private static void write(Path jar, String pid) throws IOException {
        try (OutputStream file = Files.newOutputStream(jar); JarOutputStream out = new JarOutputStream(file)) {
            entry(out, "META-INF/MANIFEST.MF", """
                    Manifest-Version: 1.0
                    Bundle-ManifestVersion: 2
                    Bundle-SymbolicName: receiver
                    Service-Component: OSGI-INF/receiver.xml
                    Require-Capability: osgi.extender;filter:="(osgi.extender=osgi.component)"
                    """);
            entry(out, "OSGI-INF/receiver.xml", """
                    <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.4.0" name="receiver" configuration-pid="%s"
                        configuration-policy="require">
                      <implementation class="java.lang.Object"/>
                      <service><provide interface="java.lang.Object"/></service>
                    </scr:component>
                    """.formatted(pid));
        }
    }

    private static void entry(JarOutputStream out, String name, String text) throws IOException {
        out.putNextEntry(new ZipEntry(name));
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.closeEntry();
    }

    private BundleContext owner() {
        for (Bundle bundle : context.getBundles()) {
            if (bundle.getSymbolicName().equals("org.apache.felix.configadmin")) {
                return bundle.getBundleContext();
            }
        }
        throw new AssertionError("no Configuration Admin");
    }

    /** Never given back before the framework stops: a Configuration Admin that is given back works no more. */
    private Object service(String type) throws InterruptedException {
        ServiceTracker<Object, Object> tracker = new ServiceTracker<>(context, type, null);
        tracker.open(true);
        Object service = tracker.waitForService(DEADLINE_MS);
        if (service == null) {
            throw new AssertionError("no service " + type + "; " + unresolved());
        }
        return service;
    }

    /** Why bundles do not run, in the framework's words. */
    private String unresolved() {
        StringBuilder text = new StringBuilder();
        for (Bundle bundle : context.getBundles()) {
            if (bundle.getState() == Bundle.INSTALLED) {
                try {
                    bundle.start();
                } catch (BundleException e) {
                    text.append(bundle).append(": ").append(e.getMessage()).append('\n');
                }
            }
        }
        return text.isEmpty() ? "bundles " + List.of(context.getBundles()) : text.toString();
    }

    private static Object call(Object service, String name, Class<?>[] types, Object... arguments) throws Exception {
        try {
            for (Class<?> face : service.getClass().getInterfaces()) {
                try {
                    return face.getMethod(name, types).invoke(service, arguments);
                } catch (NoSuchMethodException e) {
                    continue; // another of its interfaces has it
                }
            }
            throw new AssertionError(service + " has no " + name);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    @Override
    public void close() throws Exception {
        framework.stop();
        framework.waitForStop(DEADLINE_MS);
    }
}
