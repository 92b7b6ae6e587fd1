/**
 * What bundles with settings need beyond Configuration Admin and Metatype: a say in whether values make sense ({@link SettingsCheck}),
 * secrets that are in no plain file ({@link SecretStore}), and the folder for downloads ({@link DownloadFolder}). No user interface.
 */
@Export
@Version("1.0.0")
package org.freshet.settings;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
