/**
 * Which block is requested from which peer: availability, priorities, rarest first, endgame, and who is to blame for a bad piece.
 * Plain algorithms without clock, thread or network; every object belongs to the event loop of its torrent.
 *
 * <p>A piece is in exactly one {@link org.freshet.engine.core.picker.PieceState state}:
 *
 * <pre>
 *              setPriority             first block is requested      its last free block is requested
 *   SKIPPED &lt;--------------&gt; OPEN ---------------------------&gt; PARTIAL ----------------------------&gt; BUSY
 *      |                      ^ &lt;----------------------------    |  ^ &lt;----------------------------  |  |
 *      |                      |   all requests are given back    |  |     a request is given back    |  |
 *      |                      |   and no block has arrived       |  |                                |  |
 *      |                      |                                  v  | setPriority          priority 0 |  |
 *      |                      |                                 PARKED &lt;----------------------------+  |
 *      |                      |                                  |                                     |
 *      |                      |                                  | its last block arrives              |
 *      |                      |                                  v                                     |
 *      |                      +----------------------------- RECEIVED &lt;--------------------------------+
 *      |                      |           failed                 |
 *      |                      | lost                             | verified
 *      |                      |                                  v
 *      +----------------------+-------------------------------&gt; HAVE
 *                   have (from every state)
 * </pre>
 *
 * <p>Where each state is kept ({@code PieceMap} alone moves a piece from one to the next):
 * OPEN in its priority's {@code Level}, in the bucket of its availability; PARTIAL, BUSY, PARKED and RECEIVED have a
 * {@code Partial} with the state of each block, which exists no longer than that; PARTIAL is listed in its {@code Level}, BUSY in
 * one bit set that only the endgame reads; HAVE is one bit. With priority 0, what would be OPEN is SKIPPED.
 */
package org.freshet.engine.core.picker;
