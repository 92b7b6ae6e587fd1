/**
 * One connection to one peer: its state in the protocol, what we ask of it, what it asks of us. Everything runs on the channel's event
 * loop, which is the session's.
 */
package org.freshet.engine.core.peer;
