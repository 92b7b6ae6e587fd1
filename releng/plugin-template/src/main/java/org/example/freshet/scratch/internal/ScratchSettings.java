package org.example.freshet.scratch.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What a user can set. Freshet makes a page of its preferences from this; texts of other languages stand in OSGI-INF/l10n. */
@ObjectClassDefinition(name = "%settings.name", description = "%settings.description", localization = "OSGI-INF/l10n/settings")
public @interface ScratchSettings {

    /** How much memory all torrents together may take. */
    @AttributeDefinition(name = "%mebibytes.name", description = "%mebibytes.description", min = "1", max = "65536")
    int mebibytes() default 256;
}
