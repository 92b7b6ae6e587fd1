/** The words of this bundle, and the one class that knows the service registry. */
package org.freshet.ui.internal;
