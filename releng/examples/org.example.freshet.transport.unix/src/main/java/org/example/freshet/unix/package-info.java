/** A stream transport over Unix domain sockets. Plain classes that a test makes with {@code new}; nothing of OSGi. */
package org.example.freshet.unix;
