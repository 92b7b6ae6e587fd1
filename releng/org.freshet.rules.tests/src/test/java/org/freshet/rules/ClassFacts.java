package org.freshet.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;

/**
 * What the rules ask of a class file.
 *
 * @param name binary name with dots
 * @param superclass binary name of the class it extends
 * @param types binary names of all types it refers to, annotations included
 * @param statics its static fields without those the compiler made
 */
record ClassFacts(String name, String superclass, Set<String> types, List<StaticField> statics) {

    /**
     * @param origin what the class initialiser stores in it when that is the result of a call, as {@code java.util.List.of}; else empty
     */
    record StaticField(String name, Type type, boolean isFinal, String origin) {
    }

    String packageName() {
        return packageOf(name);
    }

    static String packageOf(String className) {
        int dot = className.lastIndexOf('.');
        return dot < 0 ? "" : className.substring(0, dot);
    }

    static ClassFacts read(byte[] classFile) {
        Set<String> types = new TreeSet<>();
        Remapper collector = new Remapper() {
            @Override
            public String map(String internalName) {
                types.add(internalName.replace('/', '.'));
                return internalName;
            }
        };
        Statics statics = new Statics();
        ClassReader reader = new ClassReader(classFile);
        reader.accept(new ClassRemapper(Opcodes.ASM9, statics, collector) {
        }, 0);
        String superclass = reader.getSuperName() == null ? "" : reader.getSuperName().replace('/', '.');
        return new ClassFacts(reader.getClassName().replace('/', '.'), superclass, types, statics.fields());
    }

    /** Collects the static fields, and in the class initialiser the call whose result each one gets. */
    private static final class Statics extends ClassVisitor {

        private final List<StaticField> declared = new ArrayList<>();
        private final Map<String, String> origins = new HashMap<>();

        Statics() {
            super(Opcodes.ASM9);
        }

        List<StaticField> fields() {
            return declared.stream()
                    .map(field -> new StaticField(field.name(), field.type(), field.isFinal(), origins.getOrDefault(field.name(), "")))
                    .toList();
        }

        @Override
        public FieldVisitor visitField(int access, String field, String descriptor, String signature, Object value) {
            if ((access & Opcodes.ACC_STATIC) != 0 && (access & Opcodes.ACC_SYNTHETIC) == 0) {
                declared.add(new StaticField(field, Type.getType(descriptor), (access & Opcodes.ACC_FINAL) != 0, ""));
            }
            return null;
        }

        @Override
        public MethodVisitor visitMethod(int access, String method, String descriptor, String signature, String[] exceptions) {
            return method.equals("<clinit>") ? new Initialiser() : null;
        }

        private final class Initialiser extends MethodVisitor {

            private String lastCall = "";

            Initialiser() {
                super(Opcodes.ASM9);
            }

            @Override
            public void visitMethodInsn(int opcode, String owner, String method, String descriptor, boolean isInterface) {
                lastCall = owner.replace('/', '.') + "." + method;
            }

            @Override
            public void visitFieldInsn(int opcode, String owner, String field, String descriptor) {
                if (opcode == Opcodes.PUTSTATIC) {
                    origins.put(field, lastCall);
                }
                lastCall = "";
            }

            @Override
            public void visitInsn(int opcode) {
                lastCall = "";
            }

            @Override
            public void visitIntInsn(int opcode, int operand) {
                lastCall = "";
            }

            @Override
            public void visitLdcInsn(Object value) {
                lastCall = "";
            }
        }
    }
}
