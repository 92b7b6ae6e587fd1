/** Settings without a display: what Metatype says of them, what values are right, how they are kept. */
package org.freshet.ui.settings.internal.model;
