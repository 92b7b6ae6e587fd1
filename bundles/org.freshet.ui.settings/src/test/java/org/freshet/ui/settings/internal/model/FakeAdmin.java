package org.freshet.ui.settings.internal.model;

import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.Map;
import java.util.TreeMap;

import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** Configuration Admin in memory: what pages need of it. */
final class FakeAdmin {
    final Map<String, Map<String, Object>> kept = new TreeMap<>();
    private int made;

    ConfigurationAdmin service() {
        return (ConfigurationAdmin) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {ConfigurationAdmin.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getConfiguration" -> configuration((String) arguments[0]);
                    case "createFactoryConfiguration" -> configuration(arguments[0] + "~" + made++);
                    case "listConfigurations" -> list((String) arguments[0]);
                    default -> throw new AssertionError(method + " is not expected");
                });
    }

    private Configuration[] list(String filter) {
        String pid = filter.substring(filter.indexOf('=') + 1, filter.length() - 1);
        boolean factory = filter.startsWith("(service.factoryPid=");
        Configuration[] found = kept.keySet().stream().filter(k -> factory ? k.startsWith(pid + "~") : k.equals(pid))
                .map(this::configuration).toArray(Configuration[]::new);
        return found.length == 0 ? null : found;
    }

    private Configuration configuration(String pid) {
        return (Configuration) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {Configuration.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getPid" -> pid;
                    case "getProperties" -> kept.containsKey(pid) ? new Hashtable<>(kept.get(pid)) : null;
                    case "update" -> update(pid, (Dictionary<?, ?>) arguments[0]);
                    case "delete" -> kept.remove(pid);
                    default -> throw new AssertionError(method + " is not expected");
                });
    }

    private Object update(String pid, Dictionary<?, ?> properties) {
        Map<String, Object> copy = new HashMap<>();
        Collections.list(properties.keys()).forEach(name -> copy.put((String) name, properties.get(name)));
        kept.put(pid, copy);
        return null;
    }
}
