/**
 * The headless commands: parsing, terminal and JSON output, and one class a command. Nothing in here knows OSGi; what they need
 * of other bundles comes through {@link org.freshet.app.cli.Services}. Commands run on the main thread of the process.
 */
package org.freshet.app.cli;
