/**
 * The Plugins view. {@link org.freshet.ui.plugins.internal.PluginWork} calls the service off the UI thread and brings the results back;
 * {@link org.freshet.ui.plugins.internal.PluginWords} and {@link org.freshet.ui.plugins.internal.SourceText} are the logic that needs no
 * window.
 */
package org.freshet.ui.plugins.internal;
