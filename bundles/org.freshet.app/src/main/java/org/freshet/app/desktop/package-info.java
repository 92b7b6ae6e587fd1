/** What the desktop application asks of the process that runs it. */
@Export
@Version("1.0.0")
package org.freshet.app.desktop;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
