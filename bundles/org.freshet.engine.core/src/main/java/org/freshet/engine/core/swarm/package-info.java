/** Finding and keeping peers of one torrent: who is known, whom to dial next, who is connected. Event loop only. */
package org.freshet.engine.core.swarm;
