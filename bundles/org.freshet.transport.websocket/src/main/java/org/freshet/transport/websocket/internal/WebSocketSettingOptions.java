package org.freshet.transport.websocket.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings of WebSockets as people see them; PID {@value WebSocketComponent#PID}. */
@ObjectClassDefinition(localization = "OSGI-INF/l10n/metatype", name = "%websocket", description = "%websocket.description")
@interface WebSocketSettingOptions {

    @AttributeDefinition(name = "%pingSeconds", description = "%pingSeconds.description", min = "0", max = "3600")
    int pingSeconds() default 50;

    @AttributeDefinition(name = "%pages", description = "%pages.description", cardinality = 64, required = false)
    String[] pages() default {};
}
