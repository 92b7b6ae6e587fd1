package org.freshet.transport.tcp.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** The settings of TCP as people see them; PID {@value TcpComponent#PID}. */
@ObjectClassDefinition(localization = "OSGI-INF/l10n/metatype", name = "%tcp", description = "%tcp.description")
@interface TcpSettingOptions {

    @AttributeDefinition(name = "%outgoingAddress", description = "%outgoingAddress.description", required = false)
    String outgoingAddress() default "";

    @AttributeDefinition(name = "%trafficClass", description = "%trafficClass.description", options = {
        @Option(value = "NORMAL", label = "%trafficClass.normal"), @Option(value = "LOWER_EFFORT", label = "%trafficClass.lowerEffort"),
        @Option(value = "BULK", label = "%trafficClass.bulk")})
    String trafficClass() default "NORMAL";
}
