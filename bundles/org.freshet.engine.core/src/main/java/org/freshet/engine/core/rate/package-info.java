/**
 * How fast: measuring rates, keeping to limits, and how many requests to keep outstanding. Nothing here reads a clock: the caller
 * passes the time in nanoseconds ({@link System#nanoTime} or a simulated one), never falling. Every object belongs to one event
 * loop.
 */
package org.freshet.engine.core.rate;
