package org.example.freshet.unix.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What a user can set; Freshet makes a page of its preferences from this. */
@ObjectClassDefinition(name = "%settings.name", description = "%settings.description", localization = "OSGI-INF/l10n/settings")
public @interface UnixSettings {

    /** Where the sockets lie; empty for the usual place. The page offers to browse for what ends in "Folder". */
    @AttributeDefinition(name = "%folder.name", description = "%folder.description", required = false)
    String socketFolder() default "";
}
