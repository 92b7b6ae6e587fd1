/**
 * The program's main class: picks the folders, starts the OSGi framework with the standard launching API, runs the application service on
 * the main thread and turns its result into the exit code. It is on the JVM's class path beside the framework, not inside it, and
 * therefore uses nothing but {@code java.*} and the framework.
 */
package org.freshet.launcher.internal;
