/** The Declarative Services shells of the storages on file systems. */
package org.freshet.storage.nio.internal;
