/**
 * How plugins are changed: {@link org.freshet.plugins.internal.PluginService} leads through a change, p2 plans and fetches it, the
 * running framework takes it in, and {@code plugins.list} in the profile's {@code p2} folder says what the launcher shall find at the next
 * start. That file is the truth; p2's profile and the framework's storage can be made anew from it. See ADR 7.
 */
package org.freshet.plugins.internal;
