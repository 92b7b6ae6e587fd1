/** The Declarative Services shell of the WebSocket transport. */
package org.freshet.transport.websocket.internal;
