package org.freshet.storage.local.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings of storages on local disks as people see them; PID {@value LocalStorageComponent#PID}. */
@ObjectClassDefinition(localization = "OSGI-INF/l10n/metatype", name = "%storage", description = "%storage.description")
@interface LocalStorageOptions {

    @AttributeDefinition(name = "%openFiles", description = "%openFiles.description", min = "16", max = "1000000")
    int openFiles() default 4096;
}
