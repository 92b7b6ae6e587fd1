/**
 * What the bundles of the desktop share: access to the session, which comes and goes; amounts, rates and times in words; icons; and the
 * services by which one part of the user interface asks another.
 */
@Export
@Version("1.2.0")
package org.freshet.ui;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
