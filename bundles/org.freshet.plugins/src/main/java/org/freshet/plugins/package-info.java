/**
 * Plugins of one profile: what is installed, and installing, updating and removing it while everything runs. Bundles come from p2
 * repositories, zipped repositories, folders or single jars; p2 plans, fetches and verifies, the running framework takes them in at once.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package org.freshet.plugins;
