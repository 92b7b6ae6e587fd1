package org.freshet.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Holds the built bundles to the rules, and the rules to planted breaches. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RulesTest {

    private List<BundleJar> built;

    @TempDir
    Path folder;

    @BeforeAll
    void readBuiltBundles() {
        built = Workspace.bundles();
        assertTrue(built.size() > 10, "the workspace's bundles were found");
    }

    @Test
    void bundlesImportOnlyWhatTheirLayerAllows() {
        holds(new Layers());
    }

    @Test
    void anApiThatImportsTheEngineIsReported() {
        isReported(new Layers(), planted("org.freshet.storage").header("Import-Package", "org.freshet.engine;version=\"[1.0,2)\""),
                "org.freshet.storage imports org.freshet.engine: it may not use org.freshet.engine");
    }

    @Test
    void anApiThatImportsALibraryIsReported() {
        isReported(new Layers(), planted("org.freshet.metainfo").header("Import-Package", "io.netty.buffer;version=\"[4.2,5)\""),
                "org.freshet.metainfo imports io.netty.buffer: an API bundle shows no types of this library");
    }

    @Test
    void aProviderThatImportsTheEngineIsReported() {
        isReported(new Layers(), planted("org.freshet.transport.tcp").header("Import-Package", "org.freshet.engine;version=\"[1.0,2)\""),
                "org.freshet.transport.tcp imports org.freshet.engine: it may not use org.freshet.engine");
    }

    @Test
    void aProviderThatImportsAnotherProviderIsReported() {
        isReported(new Layers(),
                planted("org.freshet.transport.websocket").header("Import-Package", "org.freshet.transport.tcp;version=\"[1.0,2)\""),
                "org.freshet.transport.websocket imports org.freshet.transport.tcp: it may not use org.freshet.transport.tcp");
    }

    @Test
    void theApplicationMayUseOptionalPartsByAnOptionalImportOnly() {
        String optionalPart = "org.freshet.plugins;version=\"[1.0,2)\"";
        isReported(new Layers(), planted("org.freshet.app").header("Import-Package", optionalPart),
                "org.freshet.app imports org.freshet.plugins: it may not use org.freshet.plugins");
        BundleJar optional = planted("org.freshet.app").header("Import-Package", optionalPart + ";resolution:=optional").build();
        assertEquals(List.of(), new Layers().breaches(List.of(optional)));
        // What is used by a service only can be uninstalled without a trace.
        isReported(new Layers(),
                planted("org.freshet.app").header("Import-Package", "org.freshet.tracker.server;version=\"[1.0,2)\";resolution:=optional"),
                "org.freshet.app imports org.freshet.tracker.server: it may not use org.freshet.tracker.server");
    }

    @Test
    void anEngineThatKnowsOsgiOrAProviderIsReported() {
        isReported(new Layers(), planted("org.freshet.engine.core").header("Import-Package", "org.osgi.framework;version=\"[1.10,2)\""),
                "org.freshet.engine.core imports org.osgi.framework: this bundle is plain Java and knows no OSGi");
        isReported(new Layers(), planted("org.freshet.engine.core").header("Import-Package", "org.freshet.storage.local;version=\"[1,2)\""),
                "org.freshet.engine.core imports org.freshet.storage.local: it may not use org.freshet.storage.local");
    }

    @Test
    void aToolkitOutsideTheUserInterfaceIsReported() {
        isReported(new Layers(), planted("org.freshet.app").header("Import-Package", "org.eclipse.swt.widgets;version=\"0\""),
                "org.freshet.app imports org.eclipse.swt.widgets: SWT and JFace belong in ui and ui.*");
    }

    @Test
    void thePartsOfTheDesktopKnowNeitherEachOtherNorAnImplementation() {
        isReported(new Layers(), planted("org.freshet.ui.torrents").header("Import-Package", "org.freshet.ui.details;version=\"[1.0,2)\""),
                "org.freshet.ui.torrents imports org.freshet.ui.details: it may not use org.freshet.ui.details");
        isReported(new Layers(), planted("org.freshet.ui.add").header("Import-Package", "org.freshet.engine.core;version=\"[1.0,2)\""),
                "org.freshet.ui.add imports org.freshet.engine.core: it may not use org.freshet.engine.core");
        isReported(new Layers(), planted("org.freshet.engine.core").header("Import-Package", "org.freshet.ui;version=\"[1.0,2)\""),
                "org.freshet.engine.core imports org.freshet.ui: nothing else imports ui or ui.*");
        BundleJar shared = planted("org.freshet.ui.add").header("Import-Package", "org.freshet.ui;version=\"[1.0,2)\"").build();
        assertEquals(List.of(), new Layers().breaches(List.of(shared)));
    }

    @Test
    void theStorageApiShowsBuffersAndFileRegionsOnly() {
        holds(new ChannelsInApis());
        BundleJar flawed = planted("org.freshet.storage")
                .source("package io.netty.channel; public interface Channel { }")
                .source("package org.freshet.storage; public interface Leaky { io.netty.channel.Channel channel(); }")
                .build();
        assertEquals(List.of("org.freshet.storage.Leaky uses io.netty.channel.Channel: this API is about buffers, not channels"),
                new ChannelsInApis().breaches(List.of(flawed)).stream().filter(breach -> breach.contains("Leaky")).toList());
    }

    @Test
    void frameworkTypesStayInInternalPackages() {
        holds(new OsgiTypesInShells());
    }

    @Test
    void aFrameworkTypeOutsideAnInternalPackageIsReported() {
        BundleJar flawed = planted("org.freshet.storage.local")
                .source("package org.osgi.framework; public interface BundleContext { }")
                .source("package org.freshet.storage.local; public class Open { void start(org.osgi.framework.BundleContext c) { } }")
                .source("package org.freshet.storage.local.internal; public class Shell { org.osgi.framework.BundleContext c; }")
                .build();
        List<String> breaches = new OsgiTypesInShells().breaches(List.of(flawed));
        assertTrue(breaches.contains(
                "org.freshet.storage.local.Open uses org.osgi.framework.BundleContext: only an internal package may"), breaches::toString);
        assertTrue(breaches.stream().noneMatch(breach -> breach.contains("Shell")), breaches::toString);
    }

    @Test
    void manifestsHaveNoActivatorNoRequiredBundleAndVersionsThroughout() {
        holds(new PlainManifests());
    }

    @Test
    void everyForbiddenHeaderIsReported() {
        String name = "org.freshet.app";
        isReported(new PlainManifests(), planted(name).header("Bundle-Activator", "a.B"),
                name + " has a Bundle-Activator: a component does its work");
        isReported(new PlainManifests(), planted(name).header("DynamicImport-Package", "*"),
                name + " has a DynamicImport-Package: imports are known when it is built");
        isReported(new PlainManifests(), planted(name).header("Require-Bundle", "org.eclipse.core.runtime"),
                name + " has a Require-Bundle: packages are imported, not bundles");
        isReported(new PlainManifests(), planted(name).header("Import-Package", "javax.crypto,picocli;resolution:=optional"),
                name + " imports picocli without a version range");
        isReported(new PlainManifests(), planted(name).header("Export-Package", "org.freshet.app"),
                name + " exports org.freshet.app without a version: add @Version in its package-info.java");
        isReported(new PlainManifests(), planted(name).header("Export-Package", "org.freshet.app.internal;version=1.0.0"),
                name + " exports the internal package org.freshet.app.internal");
    }

    @Test
    void bundlesHaveNamesForPeople() {
        holds(new BundleNames());
    }

    @Test
    void aSymbolicNameForPeopleATwinAndAForgottenVendorAreReported() {
        isReported(new BundleNames(), planted("org.freshet.a").header("Bundle-Name", "Freshet transport.tcp").header("Bundle-Vendor", "Freshet"),
                "org.freshet.a is called Freshet transport.tcp: words after \"Freshet\" say what it is, in its pom.xml's name");
        isReported(new BundleNames(), planted("org.freshet.b").header("Bundle-Name", "Freshet TCP transport"),
                "org.freshet.b has no Bundle-Vendor Freshet");
        List<BundleJar> twins = List.of(
                planted("org.freshet.c").header("Bundle-Name", "Freshet window").header("Bundle-Vendor", "Freshet").build(),
                planted("org.freshet.d").header("Bundle-Name", "Freshet window").header("Bundle-Vendor", "Freshet").build());
        assertEquals(List.of("org.freshet.d is called Freshet window as org.freshet.c is"), new BundleNames().breaches(twins));
    }

    @Test
    void eachPackageIsInOneBundle() {
        holds(new OneBundlePerPackage());
    }

    @Test
    void aPackageInTwoBundlesIsReported() {
        BundleJar first = planted("org.freshet.a").source("package org.freshet.a; class A { }").build();
        BundleJar second = planted("org.freshet.b").source("package org.freshet.a; class B { }").build();
        assertEquals(List.of("package org.freshet.a is in org.freshet.a and in org.freshet.b"),
                new OneBundlePerPackage().breaches(List.of(first, second)));
    }

    @Test
    void noClassHasMutableStaticState() {
        holds(new NoMutableStatics());
    }

    @Test
    void mutableStaticStateIsReportedAndConstantsAreNot() {
        BundleJar flawed = planted("org.freshet.a").source("""
                package org.freshet.a;
                import java.util.*;
                class State {
                    static int counter;
                    static final List<String> NAMES = new ArrayList<>(List.of("a"));
                    static final java.util.concurrent.atomic.AtomicInteger NEXT = new java.util.concurrent.atomic.AtomicInteger();
                    private static final byte[] TABLE = {1, 2};
                    static final List<String> FIXED = List.of("a", "b");
                    static final Map<String, String> FIXED_MAP = Map.of("a", "b");
                    static final String TEXT = "a";
                    static String words;
                    enum Kind { ONE, TWO }
                    int of(Kind kind) { assert kind != null; return switch (kind) { case ONE -> 1; case TWO -> 2; }; }
                }
                """).build();
        assertEquals(List.of(
                "org.freshet.a.State.counter is static but not final",
                "org.freshet.a.State.NAMES is a static java.util.List that can be changed",
                "org.freshet.a.State.NEXT is a static java.util.concurrent.atomic.AtomicInteger that can be changed",
                "org.freshet.a.State.TABLE is a static byte[] that can be changed",
                "org.freshet.a.State.words is static but not final"),
                new NoMutableStatics().breaches(List.of(flawed)));
    }

    @Test
    void theTextsOfAMessageBundleAreNoMutableState() {
        BundleJar worded = planted("org.freshet.a")
                .source("package org.eclipse.osgi.util; public class NLS { }")
                .source("package org.freshet.a; class Messages extends org.eclipse.osgi.util.NLS { static String words; static int count; }")
                .build();
        assertEquals(List.of("org.freshet.a.Messages.count is static but not final"), new NoMutableStatics().breaches(List.of(worded)));
    }

    @Test
    void everyBundleIsInOneFeatureAndTheTestKitInNone() {
        List<String> names = built.stream().map(BundleJar::name).toList();
        assertEquals(List.of(), new Features(Workspace.features()).breaches(names));
    }

    @Test
    void aForgottenBundleAndAShippedTestKitAreReported() throws IOException {
        Path feature = Files.createDirectories(folder.resolve("a.feature"));
        Files.writeString(feature.resolve("feature.xml"), "<feature><plugin id=\"org.freshet.testkit\" version=\"0.0.0\"/></feature>");
        assertEquals(List.of(
                "org.freshet.app is in []: it belongs in exactly one feature",
                "org.freshet.testkit is in [a.feature]: it is published but no part of the product"),
                new Features(folder).breaches(List.of("org.freshet.app", "org.freshet.testkit")));
    }

    private void holds(Rule rule) {
        List<String> breaches = rule.breaches(built);
        assertTrue(breaches.isEmpty(), () -> String.join("\n", breaches));
    }

    private static void isReported(Rule rule, PlantedBundle planted, String sentence) {
        assertEquals(List.of(sentence), rule.breaches(List.of(planted.build())));
    }

    private PlantedBundle planted(String name) {
        return new PlantedBundle(folder, name);
    }
}
