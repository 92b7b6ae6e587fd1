/** The Declarative Services shell of the local storage. */
package org.freshet.storage.local.internal;
