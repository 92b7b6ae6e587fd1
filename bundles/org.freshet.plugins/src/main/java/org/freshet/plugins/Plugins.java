package org.freshet.plugins;

import java.net.URI;
import java.util.List;
import java.util.Set;

import org.osgi.annotation.versioning.ProviderType;

/**
 * The plugins of the profile that this process runs with. Every method may be called from any thread and may block (for as long as a
 * download takes), so never from a user interface's thread. Changes exclude each other. A change that fails, or is refused or cancelled,
 * leaves the running system and the profile as they were.
 */
@ProviderType
public interface Plugins {

    /** The source that stands for the product itself: its optional parts that this profile does without. */
    URI PRODUCT = URI.create("freshet:product");

    /** What is installed, plugins first, then the parts of the product; sorted by name within. Quick: asks the framework, not p2. */
    List<Plugin> list();

    /** Why nothing can be changed in this process, for a person; empty if it can. Another process may have the profile. */
    String hindrance();

    /**
     * What a source offers.
     *
     * @param source a p2 repository (http, https or file URL of a folder), a zipped one, a bundle's jar, a folder of jars, or
     *     {@link #PRODUCT}
     */
    List<Offer> offers(URI source, Progress progress) throws PluginException;

    /**
     * Installs plugins and starts them.
     *
     * @param source as in {@link #offers}
     * @param ids which of its offers; may be empty where it has only one
     * @param consent asked once, with everything that is downloaded and before anything of it runs
     * @return the plugins as they run
     */
    List<Plugin> install(URI source, Set<String> ids, Consent consent, Progress progress) throws PluginException;

    /** Removes a plugin, or an optional part of the product from this profile. */
    void uninstall(String id, Progress progress) throws PluginException;

    /** Newer versions of plugins, looked for where each came from. Sources that do not answer are told to the progress, not thrown. */
    List<Update> updates(Progress progress) throws PluginException;

    /** Replaces a plugin by the newest version that its source offers. Without one, answers the plugin as it is. */
    Plugin update(String id, Consent consent, Progress progress) throws PluginException;

    /** Starts the bundles of a plugin; they stay started over restarts. */
    void start(String id) throws PluginException;

    /** Stops the bundles of a plugin; they stay stopped over restarts. */
    void stop(String id) throws PluginException;

    /** What uses a plugin, as it was listed, at this moment. Looks at every peer of every torrent where it is a transport. */
    Usage usage(Plugin plugin);

    /**
     * Whether something of a plugin is still in memory that should not be: class loaders of versions that were uninstalled, updated or
     * refreshed since the process started. Collects garbage; takes up to some seconds.
     */
    MemoryCheck memoryHeld(String id);
}
