/**
 * Whom to send to: which peers are unchoked (BEP 3), and which pieces a super-seeding seed reveals to them (BEP 16). Pure
 * decisions without clock or connection: the engine asks once a round and does what it is told. Every object belongs to one event
 * loop.
 */
package org.freshet.engine.core.choke;
