package org.freshet.settings;

import java.nio.file.Path;

import org.osgi.annotation.versioning.ProviderType;

/** Where downloads go unless a person says otherwise. An OSGi service. */
@ProviderType
public interface DownloadFolder {

    /** The folder in force now, absolute; it may not exist yet. Reads a small file of the desktop, so not for the UI thread. */
    Path path();
}
