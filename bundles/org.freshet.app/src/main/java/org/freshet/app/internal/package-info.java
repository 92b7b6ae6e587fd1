/** The Declarative Services shell that Equinox starts as the application {@code freshet}. */
package org.freshet.app.internal;
