/** The desktop application: its window and what belongs to the program as a whole. */
package org.freshet.ui.workbench.internal;
