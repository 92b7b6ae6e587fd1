/** What a session amounts to. Plain classes that a test makes with {@code new}; nothing of the workbench. */
package org.example.freshet.totals;
