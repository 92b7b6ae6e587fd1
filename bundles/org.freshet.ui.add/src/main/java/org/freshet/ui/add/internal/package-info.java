/** Dialogs, commands, drag and drop and the watch folder: how torrents get into the program and how new ones are made. */
package org.freshet.ui.add.internal;
