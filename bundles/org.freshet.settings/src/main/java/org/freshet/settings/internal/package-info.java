/** Secrets in Equinox secure storage, and the plugin of Configuration Admin that delivers them. */
package org.freshet.settings.internal;
