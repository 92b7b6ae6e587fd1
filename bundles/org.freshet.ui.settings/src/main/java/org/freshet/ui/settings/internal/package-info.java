/** The preference pages: found with the bundles that come and go, shown in the workbench's preference dialog, saved in the background. */
package org.freshet.ui.settings.internal;
