/** Tests of what pages do with settings, without a display. */
package org.freshet.ui.settings.internal.model;
