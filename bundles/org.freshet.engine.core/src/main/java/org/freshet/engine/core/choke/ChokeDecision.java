package org.freshet.engine.core.choke;

import java.util.List;

/**
 * The outcome of a round. Who is not named is to be choked.
 *
 * @param unchoked   whom to unchoke, the optimistic one included, each once
 * @param optimistic who is unchoked to find out how it does in return, or null
 * @param slots      the number of slots that was reckoned with; some may have stayed free
 * @param <P>        the caller's peers
 */
public record ChokeDecision<P extends ChokePeer>(List<P> unchoked, P optimistic, int slots) {
}
