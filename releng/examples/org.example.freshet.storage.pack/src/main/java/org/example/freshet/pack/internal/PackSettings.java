package org.example.freshet.pack.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What a user can set; Freshet makes a page of its preferences from this. */
@ObjectClassDefinition(name = "%settings.name", description = "%settings.description", localization = "OSGI-INF/l10n/settings")
public @interface PackSettings {

    /** Whether pieces that become smaller by it are compressed. */
    @AttributeDefinition(name = "%compress.name", description = "%compress.description")
    boolean compress() default true;
}
