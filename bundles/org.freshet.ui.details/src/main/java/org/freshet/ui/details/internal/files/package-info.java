/**
 * The Files view: a virtual tree of folders and files with priorities, renaming and opening; made for a hundred thousand files.
 */
package org.freshet.ui.details.internal.files;
