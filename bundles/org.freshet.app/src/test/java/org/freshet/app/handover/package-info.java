/** Two processes of one profile, played by two places in one JVM. */
package org.freshet.app.handover;
