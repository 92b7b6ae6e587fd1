package org.freshet.plugins.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

import org.eclipse.equinox.p2.metadata.IArtifactKey;
import org.eclipse.equinox.p2.metadata.IInstallableUnit;
import org.eclipse.equinox.p2.metadata.IProvidedCapability;
import org.eclipse.equinox.p2.metadata.IRequirement;
import org.eclipse.equinox.p2.metadata.MetadataFactory;
import org.eclipse.equinox.p2.metadata.MetadataFactory.InstallableUnitDescription;
import org.eclipse.equinox.p2.metadata.Version;
import org.eclipse.equinox.p2.metadata.VersionRange;
import org.eclipse.equinox.p2.metadata.expression.ExpressionUtil;
import org.eclipse.equinox.p2.metadata.expression.IFilterExpression;
import org.eclipse.osgi.util.ManifestElement;
import org.freshet.plugins.PluginException;
import org.freshet.plugins.PluginException.Reason;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;

/**
 * The installable unit of a bundle that comes as a jar alone, made of its manifest. p2's own publisher would need the framework's
 * {@code compatibility.state} fragment, which only its native launcher can attach.
 */
final class BundleUnit {

    private static final String MANIFEST = "META-INF/MANIFEST.MF";
    private static final int MOST_MANIFEST = 1 << 20;
    private static final String PACKAGE = "java.package";
    private static final String IDENTITY = "org.eclipse.equinox.p2.iu";
    private static final String TYPE = "org.eclipse.equinox.p2.eclipse.type";
    private static final VersionRange ANY = VersionRange.emptyRange;

    private final Map<String, String> headers;
    private final List<IProvidedCapability> provided = new ArrayList<>();
    private final List<IRequirement> required = new ArrayList<>();

    private BundleUnit(Map<String, String> headers) {
        this.headers = headers;
    }

    /** Whether a file is a jar whose manifest names a bundle. */
    static boolean isBundle(Path file) throws IOException {
        try {
            return headers(file).containsKey(Constants.BUNDLE_SYMBOLICNAME);
        } catch (ZipException e) {
            throw new IOException(Messages.bind(Messages.noArchive, file.getFileName()), e);
        }
    }

    /** Symbolic name, slash, version. */
    static String identity(Path file) throws IOException {
        Map<String, String> headers = headers(file);
        String name = headers.getOrDefault(Constants.BUNDLE_SYMBOLICNAME, "");
        int end = name.indexOf(';');
        return (end < 0 ? name : name.substring(0, end)).strip() + "/" + version(headers);
    }

    /** Whether it is a fragment, which is never started. */
    static boolean isFragment(Path file) throws IOException {
        return headers(file).containsKey(Constants.FRAGMENT_HOST);
    }

    private static String version(Map<String, String> headers) {
        return Version.create(headers.getOrDefault(Constants.BUNDLE_VERSION, "0.0.0").strip()).toString();
    }

    private static Map<String, String> headers(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            ZipEntry entry = zip.getEntry(MANIFEST);
            if (entry == null || entry.getSize() > MOST_MANIFEST) {
                return Map.of();
            }
            try (InputStream in = new BoundedTransport.Bounded(zip.getInputStream(entry), MOST_MANIFEST)) {
                return ManifestElement.parseBundleManifest(in, null);
            }
        } catch (BundleException e) {
            throw new IOException(Messages.bind(Messages.badManifest, file.getFileName(), e.getMessage()), e);
        }
    }

    static IInstallableUnit of(Path file, Pool pool) throws PluginException {
        try {
            Map<String, String> headers = headers(file);
            InstallableUnitDescription unit = new BundleUnit(headers).describe(pool);
            localize(unit, headers, file);
            return MetadataFactory.createInstallableUnit(unit);
        } catch (IOException | BundleException | IllegalArgumentException e) {
            throw new PluginException(Reason.UNREADABLE, Messages.bind(Messages.badManifest, file.getFileName(), e.getMessage()), e);
        }
    }

    private InstallableUnitDescription describe(Pool pool) throws BundleException {
        ManifestElement name = elements(Constants.BUNDLE_SYMBOLICNAME).get(0);
        String id = name.getValue();
        Version version = Version.create(version(headers));
        provided.add(MetadataFactory.createProvidedCapability(IDENTITY, id, version));
        provided.add(MetadataFactory.createProvidedCapability(TYPE, "bundle", Version.create("1.0.0")));
        boolean fragment = headers.containsKey(Constants.FRAGMENT_HOST);
        provided.add(MetadataFactory.createProvidedCapability(fragment ? "osgi.fragment" : Units.BUNDLE, id, version));
        exports();
        capabilities();
        imports();
        bundles();
        needs();
        InstallableUnitDescription unit = new InstallableUnitDescription();
        unit.setId(id);
        unit.setVersion(version);
        unit.setSingleton("true".equals(name.getDirective(Constants.SINGLETON_DIRECTIVE)));
        unit.setTouchpointType(MetadataFactory.createTouchpointType("org.eclipse.equinox.p2.osgi", Version.create("1.0.0")));
        unit.setArtifacts(new IArtifactKey[] {pool.artifacts().createArtifactKey(Units.BUNDLE, id, version)});
        unit.setUpdateDescriptor(MetadataFactory.createUpdateDescriptor(id, new VersionRange(Version.emptyVersion, true, version, false), 0,
                null));
        unit.addProvidedCapabilities(provided);
        unit.addRequirements(required);
        return unit;
    }

    private List<ManifestElement> elements(String header) throws BundleException {
        ManifestElement[] elements = ManifestElement.parseHeader(header, headers.get(header));
        return elements == null ? List.of() : List.of(elements);
    }

    private void exports() throws BundleException {
        for (ManifestElement export : elements(Constants.EXPORT_PACKAGE)) {
            String version = export.getAttribute(Constants.VERSION_ATTRIBUTE);
            for (String name : export.getValueComponents()) {
                provided.add(MetadataFactory.createProvidedCapability(PACKAGE, name, Version.create(version == null ? "0.0.0" : version)));
            }
        }
    }

    private void capabilities() throws BundleException {
        for (ManifestElement capability : elements(Constants.PROVIDE_CAPABILITY)) {
            Map<String, Object> attributes = new HashMap<>();
            if (capability.getKeys() != null) {
                capability.getKeys().asIterator().forEachRemaining(key -> put(attributes, key, capability.getAttribute(key)));
            }
            String namespace = capability.getValue();
            attributes.putIfAbsent(namespace, namespace);
            provided.add(MetadataFactory.createProvidedCapability(namespace, attributes));
        }
    }

    /** A typed attribute of a capability; lists stay text, as p2 matches them so. */
    private static void put(Map<String, Object> attributes, String key, String value) {
        int colon = key.indexOf(':');
        String type = colon < 0 ? "String" : key.substring(colon + 1);
        attributes.put(colon < 0 ? key : key.substring(0, colon), type.equals("Version") ? Version.create(value) : value);
    }

    private void imports() throws BundleException {
        for (ManifestElement needed : elements(Constants.IMPORT_PACKAGE)) {
            String version = needed.getAttribute(Constants.VERSION_ATTRIBUTE);
            for (String name : needed.getValueComponents()) {
                require(PACKAGE, name, version, optional(needed));
            }
        }
    }

    private void bundles() throws BundleException {
        for (String header : List.of(Constants.REQUIRE_BUNDLE, Constants.FRAGMENT_HOST)) {
            for (ManifestElement needed : elements(header)) {
                for (String name : needed.getValueComponents()) {
                    boolean framework = name.equals(Constants.SYSTEM_BUNDLE_SYMBOLICNAME);
                    require(Units.BUNDLE, framework ? "org.eclipse.osgi" : name, needed.getAttribute(Constants.BUNDLE_VERSION_ATTRIBUTE),
                            optional(needed));
                }
            }
        }
    }

    private void require(String namespace, String name, String range, boolean optional) {
        required.add(MetadataFactory.createRequirement(namespace, name, range == null ? ANY : VersionRange.create(range), (String) null,
                optional, false, !optional));
    }

    /** Only what decides whether it resolves; services come and go. */
    private void needs() throws BundleException {
        for (ManifestElement needed : elements(Constants.REQUIRE_CAPABILITY)) {
            String effective = needed.getDirective(Constants.EFFECTIVE_DIRECTIVE);
            String filter = needed.getDirective(Constants.FILTER_DIRECTIVE);
            if (filter != null && (effective == null || effective.equals(Constants.EFFECTIVE_RESOLVE))) {
                IFilterExpression parsed = ExpressionUtil.parseLDAP(filter);
                required.add(MetadataFactory.createRequirement(needed.getValue(), parsed, null, optional(needed) ? 0 : 1, 1, !optional(needed),
                        null));
            }
        }
    }

    private static boolean optional(ManifestElement element) {
        return Constants.RESOLUTION_OPTIONAL.equals(element.getDirective(Constants.RESOLUTION_DIRECTIVE));
    }

    private static void localize(InstallableUnitDescription unit, Map<String, String> headers, Path file) throws IOException {
        Map<String, String> properties = new HashMap<>();
        properties.put(IInstallableUnit.PROP_NAME, headers.get(Constants.BUNDLE_NAME));
        properties.put(IInstallableUnit.PROP_PROVIDER, headers.get(Constants.BUNDLE_VENDOR));
        properties.put(IInstallableUnit.PROP_DESCRIPTION, headers.get(Constants.BUNDLE_DESCRIPTION));
        boolean keyed = properties.values().stream().anyMatch(value -> value != null && value.startsWith("%"));
        Properties texts = keyed ? texts(file, headers.getOrDefault(Constants.BUNDLE_LOCALIZATION, Constants.BUNDLE_LOCALIZATION_DEFAULT_BASENAME))
                : new Properties();
        properties.forEach((key, value) -> {
            if (value != null) {
                unit.setProperty(key, value.startsWith("%") ? texts.getProperty(value.substring(1), value) : value);
            }
        });
    }

    private static Properties texts(Path file, String base) throws IOException {
        Properties texts = new Properties();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (String suffix : List.of("", "_" + Locale.getDefault().getLanguage())) {
                ZipEntry entry = zip.getEntry(base + suffix + ".properties");
                if (entry != null) {
                    try (InputStream in = new BoundedTransport.Bounded(zip.getInputStream(entry), MOST_MANIFEST)) {
                        texts.load(in);
                    }
                }
            }
        }
        return texts;
    }
}
