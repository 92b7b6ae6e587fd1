/** One field for each setting, with its problem beside it. */
package org.freshet.ui.settings.internal.form;
