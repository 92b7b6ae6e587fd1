/**
 * What bundles with settings need beyond Configuration Admin and Metatype: a say in whether values make sense ({@link
 * SettingsCheck}) and words for what makes none ({@link ProblemWords}), secrets that are in no plain file ({@link SecretStore}), and the
 * folder for downloads ({@link DownloadFolder}). No user interface.
 *
 * <p>A bundle with settings describes them with Metatype annotations ({@code ObjectClassDefinition}, {@code Designate} on its
 * component); the desktop makes a preference page of them that is there as long as the bundle runs. Texts in other languages are
 * in the properties files that {@code localization} names, non-ASCII letters escaped. An attribute of type {@code PASSWORD} is
 * kept as a secret. A text whose id ends in {@code Folder} or {@code File} gets a button to choose one. A component should have
 * a {@code Modified} method, so that a change does not take its service away, and leave the old value in force where a new one
 * is wrong.
 */
@Export
@Version("1.1.0")
package org.freshet.settings;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
