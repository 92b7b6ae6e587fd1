/** When to tell which tracker what (BEP 3, BEP 12), and what to do when one fails. Event loop only. */
package org.freshet.engine.core.announce;
