package org.freshet.engine.osgi.internal;

import org.freshet.engine.SessionFactory;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** The settings of the engine as people see them; PID {@value SessionFactory#SETTINGS_PID}. {@link EngineSettings} reads them. */
@ObjectClassDefinition(localization = "OSGI-INF/l10n/metatype", name = "%engine", description = "%engine.description")
@interface EngineOptions {

    @AttributeDefinition(name = "%listen", description = "%listen.description", cardinality = 16, required = false)
    String[] listen() default {"tcp://0.0.0.0:6881"};

    @AttributeDefinition(name = "%downloadLimit", description = "%downloadLimit.description", min = "0", max = EngineSettings.MOST_KIB)
    int downloadLimit() default 0;

    @AttributeDefinition(name = "%uploadLimit", description = "%uploadLimit.description", min = "0", max = EngineSettings.MOST_KIB)
    int uploadLimit() default 0;

    @AttributeDefinition(name = "%maxConnections", description = "%maxConnections.description", min = "1", max = "65535")
    int maxConnections() default 500;

    @AttributeDefinition(name = "%maxConnectionsPerTorrent", description = "%maxConnectionsPerTorrent.description", min = "1",
            max = "65535")
    int maxConnectionsPerTorrent() default 100;

    @AttributeDefinition(name = "%uploadSlots", description = "%uploadSlots.description", min = "0", max = "1000")
    int uploadSlots() default 0;

    @AttributeDefinition(name = "%activeDownloads", description = "%activeDownloads.description", min = "1", max = "100000")
    int activeDownloads() default 5;

    @AttributeDefinition(name = "%activeSeeds", description = "%activeSeeds.description", min = "1", max = "100000")
    int activeSeeds() default 50;

    @AttributeDefinition(name = "%encryption", description = "%encryption.description", options = {
        @Option(value = "OFF", label = "%encryption.off"), @Option(value = "ALLOWED", label = "%encryption.allowed"),
        @Option(value = "PREFERRED", label = "%encryption.preferred"), @Option(value = "REQUIRED", label = "%encryption.required")})
    String encryption() default "ALLOWED";

    @AttributeDefinition(name = "%multipleConnectionsPerAddress", description = "%multipleConnectionsPerAddress.description")
    boolean multipleConnectionsPerAddress() default true;

    @AttributeDefinition(name = "%downloadFolder", description = "%downloadFolder.description", required = false)
    String downloadFolder() default "";
}
