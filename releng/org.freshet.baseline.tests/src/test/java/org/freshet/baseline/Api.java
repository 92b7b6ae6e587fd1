package org.freshet.baseline;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import aQute.bnd.differ.DiffPluginImpl;
import aQute.bnd.osgi.Jar;
import aQute.bnd.service.diff.Tree;
import aQute.bnd.service.diff.Type;

/**
 * The exported packages of a bundle as bnd's tree. What classes inherit from Java's own and the version of the class files are left
 * out: they change with the JDK that builds, not with us.
 */
final class Api {

    private Api() {
    }

    static Tree of(Path bundle) throws Exception {
        try (Jar jar = new Jar(bundle.toFile())) {
            Tree api = new DiffPluginImpl().tree(jar).get("<api>");
            if (api == null) {
                throw new IOException(bundle + " exports nothing");
            }
            return tree(trimmed(api.serialize()));
        }
    }

    static Tree tree(Tree.Data data) throws Exception {
        return new DiffPluginImpl().deserialize(data);
    }

    private static Tree.Data trimmed(Tree.Data data) {
        if (data.children == null) {
            data.children = new Tree.Data[0];
        }
        boolean isType = Set.of(Type.CLASS, Type.INTERFACE, Type.ENUM, Type.ANNOTATION).contains(data.type);
        Set<String> inherited = isType ? inheritedFromJava(data) : Set.of();
        data.children = Arrays.stream(data.children)
                .filter(child -> !inherited.contains(child.type + " " + child.name))
                .filter(child -> child.type != Type.CLASS_VERSION)
                .filter(child -> child.type != Type.ANNOTATED || !child.name.startsWith("jdk."))
                .map(Api::trimmed).toArray(Tree.Data[]::new);
        return data;
    }

    private static Set<String> inheritedFromJava(Tree.Data type) {
        Set<String> found = new HashSet<>();
        Stream<String> named = Arrays.stream(type.children)
                .filter(child -> child.type == Type.EXTENDS || child.type == Type.IMPLEMENTS).map(child -> child.name);
        List<String> implied = type.type == Type.ENUM ? List.of("java.lang.Object", "java.lang.Enum") : List.of("java.lang.Object");
        Stream.concat(named, implied.stream()).filter(name -> name.startsWith("java.")).map(Api::load)
                .forEach(parent -> collect(parent, found));
        return found;
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, ClassLoader.getPlatformClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("an API extends a class that this Java does not have: " + name, e);
        }
    }

    private static void collect(Class<?> parent, Set<String> found) {
        for (Method method : parent.getDeclaredMethods()) {
            String parameters = Arrays.stream(method.getParameterTypes()).map(Class::getTypeName).collect(Collectors.joining(","));
            found.add(Type.METHOD + " " + method.getName() + "(" + parameters + ")");
        }
        for (Field field : parent.getDeclaredFields()) {
            found.add(Type.FIELD + " " + field.getName());
        }
        for (Class<?> implemented : parent.getInterfaces()) {
            found.add(Type.IMPLEMENTS + " " + implemented.getName());
            collect(implemented, found);
        }
        if (parent.getSuperclass() != null) {
            collect(parent.getSuperclass(), found);
        }
    }
}
